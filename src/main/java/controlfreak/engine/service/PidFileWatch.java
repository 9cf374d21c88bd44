package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.log.RecordedLog;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks whom the pid file of a run names, until that is a process of it or the time is over. Engine thread only. */
final class PidFileWatch {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Some file systems keep the time of a file no finer. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private final EngineParts parts;
    private final RunProcess process;
    private final RecordedLog log;
    private final Supplier<Optional<String>> path;
    private Path folder = Path.of("");
    private Instant oldest = Instant.MIN;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Instant latest = Instant.MIN;
    private int current;
    private boolean isSought;
    private String trouble = "";

    /** @param path the file of now, relative to the working folder; empty where it has none */
    PidFileWatch(EngineParts parts, RunProcess process, RecordedLog log, Supplier<Optional<String>> path) {
        this.parts = parts;
        this.process = process;
        this.log = log;
        this.path = path;
    }

    /** @param start what was written before that is of another run */
    void open(Path cwd, Instant start) {
        folder = cwd;
        oldest = start.minus(GRAIN);
    }

    /** Whether it has one. */
    boolean isGiven() {
        return path.get().isPresent();
    }

    /** Whether it is being looked into. */
    boolean isSought() {
        return isSought;
    }

    /** What was wrong with it at last, in a short phrase; empty where nothing was, or it was not looked into. */
    String trouble() {
        return trouble;
    }

    /**
     * Looks into it now, and again and again where it names none of the run; in vain is written into the log.
     *
     * @param named is told the first one
     */
    void seek(Duration within, Consumer<SeenProcess> named) {
        end();
        latest = parts.loop().now().plus(within);
        path.get().ifPresent(text -> look(text, named));
    }

    private void look(String text, Consumer<SeenProcess> named) {
        isSought = true;
        int number = ++current;
        Path file = folder.resolve(text);
        // A disk may give no answer.
        timer = parts.loop()
                .delay(Duration.between(parts.loop().now(), latest).plus(PAUSE), () -> fail(text, "cannot be read"));
        parts.disk().execute(() -> {
            PidFile content = PidFile.read(file);
            parts.loop().run(() -> {
                if (number == current) {
                    hasRead(text, content, named);
                }
            });
        });
    }

    private void hasRead(String text, PidFile content, Consumer<SeenProcess> named) {
        timer.cancel();
        boolean isOld = content.pid() != 0 && content.written().isBefore(oldest);
        Optional<SeenProcess> found = content.pid() == 0 || isOld ? Optional.empty() : process.find(content.pid());
        if (found.isPresent()) {
            end();
            trouble = "";
            named.accept(found.get());
        } else if (parts.loop().now().isBefore(latest)) {
            timer = parts.loop().delay(PAUSE, () -> look(text, named));
        } else {
            fail(text, isOld ? "is older than its start" : problem(content));
        }
    }

    private String problem(PidFile content) {
        return content.pid() == 0
                ? content.problem()
                : "names pid " + content.pid() + ", which " + process.whose(content.pid());
    }

    private void fail(String text, String problem) {
        end();
        trouble = "its pid file " + text + " " + problem;
        log.note(trouble);
    }

    /** Looks no more. */
    void end() {
        current++;
        timer.cancel();
        isSought = false;
    }
}
