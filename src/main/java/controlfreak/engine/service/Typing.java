package controlfreak.engine.service;

import controlfreak.engine.base.RefusedException;
import controlfreak.log.RecordedLog;
import controlfreak.model.ServiceId;
import controlfreak.model.status.InputState;
import controlfreak.process.ChildInput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What an operator types for a service: lines, and the end of its input. What is typed is shown in the log and kept in
 * memory alone, for it may be a password. Engine thread only, but for {@link #state}.
 */
public final class Typing {
    /** A program that reads takes up a line at once; so much may wait for one that does not. */
    static final int MOST_UNREAD = 64 * 1024;

    private final ServiceId id;
    private final RecordedLog log;
    /** What the last process reads, or has read; empty where its standard input was not open. */
    private volatile Optional<ChildInput> input = Optional.empty();

    private volatile boolean ended;

    Typing(ServiceId id, RecordedLog log) {
        this.id = id;
        this.log = log;
    }

    /** A process was started that reads this. */
    public void opens(ChildInput opened) {
        ended = false;
        input = Optional.of(opened);
    }

    /** Another process is asked for, which may have nothing to read. */
    void begins() {
        input = Optional.empty();
    }

    /** The process has ended. */
    void ends() {
        ended = true;
    }

    /** The process has closed its standard input. */
    public void readsNoMore() {
        if (input.isPresent() && !ended) {
            ended = true;
            log.note("it has closed its standard input; what was typed last is lost");
        }
    }

    /** Whether something can be typed for the last process. Any thread. */
    public InputState state() {
        return input.isEmpty() ? InputState.NONE : ended ? InputState.ENDED : InputState.OPEN;
    }

    /**
     * Sends a line.
     *
     * @param line without its newline
     * @param stage completes once it is on its way; fails where nobody reads it
     */
    public void line(String line, CompletableFuture<String> stage) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        openFor(stage).ifPresent(open -> {
            if (open.unsent() + bytes.length > MOST_UNREAD) {
                RefusedException.refuse(
                        stage, id + " does not read what is typed: " + open.unsent() + " bytes wait already.");
            } else {
                log.typed(line);
                open.send(bytes);
                stage.complete(line);
            }
        });
    }

    /**
     * Ends its input, as Ctrl+D does in a terminal.
     *
     * @param stage completes once that is on its way; fails where it has none
     */
    public void end(CompletableFuture<String> stage) {
        openFor(stage).ifPresent(open -> {
            ended = true;
            log.note("the end of its standard input was sent");
            open.end();
            stage.complete("");
        });
    }

    private Optional<ChildInput> openFor(CompletableFuture<String> stage) {
        if (ended || input.isEmpty()) {
            RefusedException.refuse(
                    stage,
                    input.isEmpty()
                            ? id + " has no process whose standard input is open."
                            : "The standard input of " + id + " has ended; it is open again from its next start.");
            return Optional.empty();
        }
        return input;
    }
}
