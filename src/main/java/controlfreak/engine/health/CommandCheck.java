package controlfreak.engine.health;

import controlfreak.engine.base.Beside;
import controlfreak.engine.base.EngineParts;
import controlfreak.log.LineSplitter;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of a command that tells by its exit code whether a service does its work. Made and abandoned on the engine's
 * thread, heard on the I/O thread.
 */
final class CommandCheck implements ChildListener {
    /** As much of its output as tells what is wrong. */
    private static final int SHOWN = 200;

    private final ProcessTable table;
    private final Consumer<Optional<String>> answer;
    private final LineSplitter lines = new LineSplitter(SHOWN, this::line);
    private String lastLine = "";
    private boolean inLongLine;

    /** @param answer is told, on any thread, what is wrong; empty where it ended with exit code 0 */
    CommandCheck(ProcessTable table, Consumer<Optional<String>> answer) {
        this.table = table;
        this.answer = answer;
    }

    /**
     * Starts it.
     *
     * @param beside where it belongs
     * @param environment the variables of the process that is asked about, which it gets, too
     * @return ends it
     */
    Runnable begin(
            EngineParts parts,
            ServiceSpec service,
            Command command,
            Beside beside,
            Map<String, String> environment,
            Path folder) {
        try {
            ProcessIdentity leader = parts.launcher()
                    .launch(parts.beside(service, command, beside.marked(environment), folder), this)
                    .identity();
            beside.lives(leader);
            return () -> endAll(leader);
        } catch (LaunchException e) {
            answer.accept(Optional.of("its check cannot be run: " + e.getMessage()));
            return () -> {};
        }
    }

    /** What it forked must not outlive it either: it would pile up. */
    private void endAll(ProcessIdentity leader) {
        if (table.groupLives(leader)) {
            table.signalGroup(leader, Signal.KILL);
        }
    }

    @Override
    public void received(ChildStream stream, byte[] bytes) {
        lines.received(bytes);
    }

    @Override
    public void ended(ChildStream stream) {}

    @Override
    public void exited(ExitStatus status) {
        lines.flush();
        String said = lastLine.isEmpty() ? "" : ": " + lastLine;
        answer.accept(
                status.isNormal() ? Optional.empty() : Optional.of("its check ended with " + status.text() + said));
    }

    private void line(byte[] bytes, boolean continued) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!text.isEmpty() && !inLongLine) {
            lastLine = continued ? text + "…" : text;
        }
        inLongLine = continued;
    }
}
