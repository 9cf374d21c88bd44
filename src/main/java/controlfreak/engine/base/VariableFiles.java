package controlfreak.engine.base;

import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Files of variables, as they were read last. Any thread; nothing blocks. */
public interface VariableFiles {
    /** There are none that could be read. */
    VariableFiles NONE = new VariableFiles() {
        @Override
        public FileVariables known(Path file, Dialect dialect, Map<String, String> below) {
            return FileVariables.nothing(file);
        }

        @Override
        public void look(Path file) {}

        @Override
        public void read(Collection<Path> files, Runnable done) {
            done.run();
        }
    };

    /**
     * What a file says as far as that is known. Where nobody has looked at it lately, that is done afterwards.
     *
     * @param below what references in it find besides its own variables
     */
    FileVariables known(Path file, Dialect dialect, Map<String, String> below);

    /** Has a file looked at where nobody has done so lately. */
    void look(Path file);

    /**
     * Reads files anew.
     *
     * @param done is run, on any thread, once what they say is known; never, where a disk gives no answer
     */
    void read(Collection<Path> files, Runnable done);
}
