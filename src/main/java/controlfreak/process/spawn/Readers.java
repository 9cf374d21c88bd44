package controlfreak.process.spawn;

import controlfreak.process.ChildListener;
import controlfreak.process.ChildStream;
import controlfreak.process.io.Reactor;
import java.util.ArrayList;
import java.util.List;

/** The pipes that one process writes to, as long as anybody may write to them. I/O thread only. */
final class Readers implements StreamReader.Sink, Reactor.Client {
    private final Reactor reactor;
    private final ChildListener listener;
    /** Those that have not ended yet. */
    private final List<StreamReader> readers = new ArrayList<>();

    Readers(Reactor reactor, ChildListener listener) {
        this.reactor = reactor;
        this.listener = listener;
    }

    void open(ChildStream stream, int descriptor) {
        reactor.adopt(this);
        StreamReader reader = new StreamReader(reactor, this, stream, descriptor);
        readers.add(reader);
        reader.open();
    }

    /** Reads what is in them now. */
    void drain() {
        List.copyOf(readers).forEach(StreamReader::drain);
    }

    @Override
    public void received(ChildStream stream, byte[] bytes) {
        Reactor.guard(() -> listener.received(stream, bytes));
    }

    @Override
    public void ended(StreamReader reader) {
        readers.remove(reader);
        if (readers.isEmpty()) {
            reactor.release(this);
        }
        Reactor.guard(() -> listener.ended(reader.stream()));
    }

    @Override
    public void abandon() {
        List.copyOf(readers).forEach(StreamReader::close);
    }
}
