package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineLoop;
import controlfreak.log.LineSplitter;
import controlfreak.log.LogStream;
import controlfreak.log.LogWriter;
import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildStream;
import controlfreak.protocol.MessageDecoder;
import controlfreak.protocol.ProxyMessage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What one process of a proxy writes and how it ends: statuses go to the engine, lines to the logs they belong to. I/O
 * thread only.
 */
final class ProxyOutput implements ChildListener {
    /** How many statuses may wait for the engine; a proxy that floods it loses its own further ones. */
    private static final int MOST_WAITING = 10_000;

    private final EngineLoop loop;
    private final RecordedLog ownLog;
    private final Outlets outlets;
    private final Consumer<ProxyMessage> messages;
    private final Consumer<ExitStatus> exit;

    private final LogWriter ownWriter;
    private final LineSplitter statuses = new LineSplitter(MessageDecoder.MAX_LENGTH, this::status);
    private final ProxyLines lines;
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean inLongStatus;
    private boolean flooded;

    /**
     * @param serviceLog finds the log of a service by name; is called on the I/O thread
     * @param outlets what its services write to
     * @param messages takes what the proxy says, on the engine's thread
     * @param exit takes how it ended, on the engine's thread, after all messages
     */
    ProxyOutput(
            EngineLoop loop,
            RecordedLog ownLog,
            Function<String, Optional<RecordedLog>> serviceLog,
            Outlets outlets,
            Consumer<ProxyMessage> messages,
            Consumer<ExitStatus> exit) {
        this.loop = loop;
        this.ownLog = ownLog;
        this.ownWriter = new LogWriter(ownLog);
        this.lines = new ProxyLines(ownLog, serviceLog);
        this.outlets = outlets;
        this.messages = messages;
        this.exit = exit;
    }

    @Override
    public void received(ChildStream stream, byte[] bytes) {
        switch (stream) {
            case STATUS -> statuses.received(bytes);
            case LOG -> lines.received(bytes);
            case STDERR -> ownWriter.received(LogStream.ERR, bytes);
            case STDIN, STDOUT, COMMAND -> ownWriter.received(LogStream.OUT, bytes);
        }
    }

    @Override
    public void ended(ChildStream stream) {
        switch (stream) {
            case STATUS -> statuses.ended();
            case LOG -> lines.ended();
            case STDERR -> ownWriter.ended(LogStream.ERR);
            case STDIN, STDOUT, COMMAND -> ownWriter.ended(LogStream.OUT);
        }
    }

    @Override
    public void exited(ExitStatus status) {
        ownWriter.flush();
        statuses.flush();
        lines.flush();
        outlets.drainAll();
        loop.run(() -> exit.accept(status));
    }

    private void status(byte[] line, boolean continued) {
        boolean partOfLongLine = inLongStatus || continued;
        if (partOfLongLine && !inLongStatus) {
            ownLog.note(
                    "The proxy sent a status of more than " + MessageDecoder.MAX_LENGTH + " bytes. It was ignored.");
        }
        inLongStatus = continued;
        if (!partOfLongLine) {
            said(MessageDecoder.decode(line));
        }
    }

    private void said(ProxyMessage message) {
        if (message instanceof ProxyMessage.Garbage garbage) {
            ownLog.note(garbage.reason());
        } else if (waiting.get() >= MOST_WAITING) {
            noteFlood();
        } else {
            flooded = false;
            if (message instanceof ProxyMessage.Stopped stopped) {
                outlets.drain(stopped.name());
            }
            waiting.incrementAndGet();
            loop.run(() -> {
                waiting.decrementAndGet();
                messages.accept(message);
            });
        }
    }

    private void noteFlood() {
        if (!flooded) {
            flooded = true;
            ownLog.note("The proxy sends statuses faster than they can be read. Some were ignored.");
        }
    }
}
