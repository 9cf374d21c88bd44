package controlfreak.process.spawn;

import controlfreak.process.ChildInput;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Reactor;

/** A pipe to a child, which the I/O thread writes to. Public methods from any thread, the rest from the I/O thread. */
final class QueuedInput implements ChildInput {
    private final IoThread io;
    private final WriteQueue queue;

    /** @param broken is told once nobody reads the pipe any more, by a write that fails */
    QueuedInput(IoThread io, Runnable broken) {
        this.io = io;
        queue = new WriteQueue(broken);
    }

    @Override
    public void send(byte[] bytes) {
        if (bytes.length > 0) {
            byte[] copy = bytes.clone();
            queue.announce(copy);
            if (!io.execute(() -> queue.add(copy))) {
                queue.withdraw(copy);
            }
        }
    }

    @Override
    public long unsent() {
        return queue.unsent();
    }

    @Override
    public void end() {
        io.execute(queue::finish);
    }

    void open(Reactor reactor, int descriptor) {
        queue.open(reactor, descriptor);
    }

    /** Closes the pipe and drops what is queued. */
    void close() {
        queue.close();
    }
}
