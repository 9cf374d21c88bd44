package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.log.LineSplitter;
import controlfreak.log.LogStream;
import controlfreak.log.LogWriter;
import controlfreak.log.RecordedLog;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of a command that does something for a service, with the service's environment and folder; what it writes is
 * in the service's log. Begun and ended on the engine's thread, heard on the I/O thread.
 */
final class Errand implements ChildListener {
    /** So many of its last lines tell how it went, each so long. */
    private static final int LINES = 3;

    private static final int SHOWN = 200;

    /**
     * What it gets.
     *
     * @param service as whom that runs, it does
     * @param environment all variables
     */
    record Given(ServiceSpec service, Map<String, String> environment, Path folder) {
        /** Names only: values may be secrets. */
        @Override
        public String toString() {
            return service.name() + " in " + folder + " with " + environment.keySet();
        }

        Given with(Map<String, String> others) {
            return new Given(service, others, folder);
        }
    }

    /**
     * How it ended.
     *
     * @param isForGood whether it could not be run, and cannot until somebody changes something
     * @param words how, where it failed with its last lines: {@code exit 1: unknown directive}; or why it could not be run
     */
    record End(boolean isGood, boolean isForGood, String words) {}

    private final EngineParts parts;
    private final Consumer<End> told;
    private final LogWriter writer;
    private final LineSplitter lines = new LineSplitter(SHOWN, this::line);
    private final Deque<String> last = new ArrayDeque<>();
    private Optional<ProcessIdentity> leader = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private String overrun = "";
    private boolean over;

    private Errand(EngineParts parts, RecordedLog log, String purpose, Consumer<End> told) {
        this.parts = parts;
        this.told = told;
        this.writer = new LogWriter(log, purpose + ": ");
    }

    /**
     * Runs a command for a service.
     *
     * @param purpose marks its lines, as in {@code check: syntax is ok}
     * @param told is told once how it ended, on the engine's thread, later than this returns
     */
    static Errand begin(
            EngineParts parts, RecordedLog log, String purpose, Command command, Given given, Consumer<End> told) {
        Errand errand = new Errand(parts, log, purpose, told);
        try {
            LaunchRequest request = parts.beside(given.service(), command, given.environment(), given.folder());
            errand.leader = Optional.of(parts.launcher().launch(request, errand).identity());
        } catch (LaunchException refused) {
            parts.loop().run(() -> errand.end(new End(false, refused.isForGood(), refused.getMessage())));
        }
        return errand;
    }

    /** Kills it after that time, and says so. */
    Errand within(Duration time) {
        timer = parts.loop().delay(time, () -> {
            overrun = "not ended in " + Phrases.duration(time) + ", ";
            kill();
        });
        return this;
    }

    /** Its process; empty where it could not be run. */
    Optional<ProcessIdentity> leader() {
        return leader;
    }

    /** Ends it, where it runs, with all that it forked: it would pile up. */
    void kill() {
        timer.cancel();
        leader.filter(process -> !over).ifPresent(process -> parts.table().signalGroup(process, Signal.KILL));
    }

    private void end(End how) {
        timer.cancel();
        over = true;
        told.accept(overrun.isEmpty() ? how : new End(false, false, overrun + how.words()));
    }

    @Override
    public void received(ChildStream stream, byte[] bytes) {
        lines.received(bytes);
        writer.received(stream(stream), bytes);
    }

    @Override
    public void ended(ChildStream stream) {
        writer.ended(stream(stream));
    }

    @Override
    public void exited(ExitStatus status) {
        lines.flush();
        writer.flush();
        String said = last.isEmpty() ? "" : ": " + String.join(" · ", last);
        End end = new End(status.isNormal(), false, status.isNormal() ? status.text() : status.text() + said);
        parts.loop().run(() -> end(end));
    }

    private static LogStream stream(ChildStream stream) {
        return stream == ChildStream.STDERR ? LogStream.ERR : LogStream.OUT;
    }

    private void line(byte[] bytes, boolean continued) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!text.isEmpty()) {
            last.add(continued ? text + "…" : text);
            if (last.size() > LINES) {
                last.remove();
            }
        }
    }
}
