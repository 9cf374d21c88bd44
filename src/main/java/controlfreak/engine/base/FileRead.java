package controlfreak.engine.base;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One look into the files of a start, which is not waited for for ever. Engine thread only. */
final class FileRead {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EngineLoop.Delayed timer;
    private boolean isOver;

    private FileRead(EngineLoop loop, List<Path> paths, Consumer<String> failed) {
        timer = loop.delay(
                PATIENCE,
                () -> end(() -> failed.accept(names(paths) + " could not be read within " + Phrases.duration(PATIENCE)
                        + ". The disk may not answer.")));
    }

    /** See {@link Environments#read}. */
    static EngineLoop.Delayed begin(
            EngineLoop loop, VariableFiles files, List<Path> paths, Runnable done, Consumer<String> failed) {
        if (paths.isEmpty()) {
            done.run();
            return EngineLoop.Delayed.NONE;
        }
        FileRead read = new FileRead(loop, paths, failed);
        files.read(paths, () -> loop.run(() -> read.end(done)));
        return () -> read.end(() -> {});
    }

    private void end(Runnable then) {
        if (!isOver) {
            isOver = true;
            timer.cancel();
            then.run();
        }
    }

    private static String names(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
