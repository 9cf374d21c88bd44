package controlfreak.engine;

import controlfreak.engine.base.VariableFiles;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of variables on a disk that may give no answer. One thread. */
final class FakeFiles implements VariableFiles {
    /** By name; others are missing. */
    final Map<String, Environment> there = new HashMap<>();

    /** What is wrong with those that are there. */
    final Map<String, String> problems = new HashMap<>();

    final List<Runnable> unanswered = new ArrayList<>();
    boolean hangs;
    int reads;
    Map<String, Environment> read = Map.of();

    @Override
    public FileVariables known(Path file, Dialect dialect, Map<String, String> below) {
        String name = file.getFileName().toString();
        Environment said = read.get(name);
        Optional<String> problem = Optional.ofNullable(problems.get(name));
        return said == null
                ? new FileVariables(file, Environment.EMPTY, Map.of(), Optional.of(name + " is not there."), true)
                : new FileVariables(file, said, Map.of(), problem, false);
    }

    @Override
    public void look(Path file) {}

    @Override
    public void read(Collection<Path> files, Runnable done) {
        reads++;
        Runnable answer = () -> {
            read = Map.copyOf(there);
            done.run();
        };
        if (hangs) {
            unanswered.add(answer);
        } else {
            answer.run();
        }
    }
}
