package controlfreak.process.spawn;

import controlfreak.process.ChildInput;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Reactor;
import java.util.OptionalInt;

/** A child of ours: its pipes and its end. Public methods from any thread, the rest from the I/O thread. */
final class PosixChild implements ChildProcess, Reactor.Client {
    private final ProcessIdentity identity;
    private final ChildListener listener;
    private final ChildPipes pipes;
    private final OutputPipes outputs;
    private final QueuedInput commands;
    private final QueuedInput input;

    PosixChild(ProcessIdentity identity, ChildPipes pipes, ChildListener listener, IoThread io) {
        this.identity = identity;
        this.pipes = pipes;
        this.outputs = pipes.outputs();
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
    public OutputPipes outputs() {
        return outputs;
    }

    @Override
    public ChildInput input() {
        return input;
    }

    /** Begins to listen. */
    void attach(Reactor reactor, Exits exits) {
        Readers readers = new Readers(reactor, listener);
        reactor.adopt(this);
        for (ChildStream stream : ChildStream.values()) {
            OptionalInt end = pipes.parentEnd(stream);
            if (end.isPresent() && stream == ChildStream.COMMAND) {
                commands.open(reactor, end.getAsInt());
            } else if (end.isPresent() && stream == ChildStream.STDIN) {
                input.open(reactor, end.getAsInt());
            } else if (end.isPresent()) {
                readers.open(stream, end.getAsInt());
            }
        }
        exits.watch((int) identity.pid(), status -> {
            // What it wrote before is still in its pipes.
            readers.drain();
            abandon();
            reactor.release(this);
            Reactor.guard(() -> listener.exited(status));
        });
    }

    @Override
    public void abandon() {
        commands.close();
        input.close();
    }
}
