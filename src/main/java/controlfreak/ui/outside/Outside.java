package controlfreak.ui.outside;

import controlfreak.figures.Subject;
import java.util.Optional;

/** What leads from a process to where it can be worked at outside of the panel. FX thread only; nothing blocks. */
public interface Outside {
    /** Opens a terminal in the folder of a process, with its variables. */
    void terminal(Subject subject);

    /**
     * What one would type into a shell to run the same; empty where the engine does not know it.
     *
     * @param withSecrets whether secrets are in it; else a mask stands for each
     */
    Optional<String> command(Subject subject, boolean withSecrets);

    /** Shows the log file of a process in its folder. */
    void showLog(Subject subject);

    /** Shows the workspace's file in its folder. */
    void showWorkspace();

    /** Where there is nothing. */
    Outside NONE = new Outside() {
        @Override
        public void terminal(Subject subject) {}

        @Override
        public Optional<String> command(Subject subject, boolean withSecrets) {
            return Optional.empty();
        }

        @Override
        public void showLog(Subject subject) {}

        @Override
        public void showWorkspace() {}
    };
}
