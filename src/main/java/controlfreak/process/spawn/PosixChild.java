package controlfreak.process.spawn;

import controlfreak.model.ExitStatus;
import controlfreak.process.ChildInput;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Reactor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A child of ours: its pipes and its end. Public methods from any thread, the rest from the I/O thread. */
final class PosixChild implements ChildProcess, StreamReader.Sink, Reactor.Client {
    private final ProcessIdentity identity;
    private final ChildListener listener;
    private final ChildPipes pipes;
    private final QueuedInput commands;
    private final QueuedInput input;
    /** Those that have not ended yet. */
    private final List<StreamReader> readers = new ArrayList<>();

    private Reactor reactor;
    private boolean hasEnded;

    PosixChild(ProcessIdentity identity, ChildPipes pipes, ChildListener listener, IoThread io) {
        this.identity = identity;
        this.pipes = pipes;
        this.listener = listener;
        commands = new QueuedInput(io, () -> {});
        input = new QueuedInput(io, () -> Reactor.guard(listener::readsNoMore));
    }

    @Override
    public ProcessIdentity identity() {
        return identity;
    }

    @Override
    public void send(byte[] bytes) {
        commands.send(bytes);
    }

    @Override
    public long unsent() {
        return commands.unsent();
    }

    @Override
    public void closeCommands() {
        commands.end();
    }

    @Override
    public ChildInput input() {
        return input;
    }

    /** Begins to listen. */
    void attach(Reactor reactor, Exits exits) {
        this.reactor = reactor;
        reactor.adopt(this);
        for (ChildStream stream : ChildStream.values()) {
            OptionalInt end = pipes.parentEnd(stream);
            if (end.isPresent() && stream == ChildStream.COMMAND) {
                commands.open(reactor, end.getAsInt());
            } else if (end.isPresent() && stream == ChildStream.STDIN) {
                input.open(reactor, end.getAsInt());
            } else if (end.isPresent()) {
                StreamReader reader = new StreamReader(reactor, this, stream, end.getAsInt());
                readers.add(reader);
                reader.open();
            }
        }
        exits.watch((int) identity.pid(), this::ended);
    }

    @Override
    public void received(ChildStream stream, byte[] bytes) {
        Reactor.guard(() -> listener.received(stream, bytes));
    }

    @Override
    public void ended(StreamReader reader) {
        readers.remove(reader);
        releaseIfDone();
        Reactor.guard(() -> listener.ended(reader.stream()));
    }

    /** The child is no more; what it wrote before is still in its pipes. */
    private void ended(ExitStatus status) {
        hasEnded = true;
        List.copyOf(readers).forEach(StreamReader::drain);
        commands.close();
        input.close();
        releaseIfDone();
        Reactor.guard(() -> listener.exited(status));
    }

    private void releaseIfDone() {
        if (hasEnded && readers.isEmpty()) {
            reactor.release(this);
        }
    }

    @Override
    public void abandon() {
        List.copyOf(readers).forEach(StreamReader::close);
        commands.close();
        input.close();
    }
}
