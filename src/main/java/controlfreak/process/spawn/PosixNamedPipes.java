package controlfreak.process.spawn;

import controlfreak.process.ChildStream;
import controlfreak.process.NamedPipes;
import controlfreak.process.OutputPipes;
import controlfreak.process.io.IoThread;
import controlfreak.process.libc.LibC;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Those of one process. The I/O thread reads them from {@link #attach} on. */
final class PosixNamedPipes implements NamedPipes {
    private final IoThread io;
    private final Readers readers;
    private final Map<ChildStream, Fifos.Fifo> fifos;
    private final OutputPipes ids;
    private boolean haveNames;

    /** @param haveNames whether their names are to go once they are open */
    PosixNamedPipes(IoThread io, Readers readers, Map<ChildStream, Fifos.Fifo> fifos, boolean haveNames) {
        this.io = io;
        this.readers = readers;
        this.fifos = Map.copyOf(fifos);
        this.haveNames = haveNames;
        ids = new OutputPipes(idOf(ChildStream.STDOUT), idOf(ChildStream.STDERR));
    }

    private String idOf(ChildStream stream) {
        return Optional.ofNullable(fifos.get(stream))
                .map(fifo -> PipeFiles.idOf(PipeFiles.ofOwn(fifo.descriptor())))
                .orElse("");
    }

    /** Begins to listen; I/O thread only. */
    void attach() {
        fifos.forEach((stream, fifo) -> readers.open(stream, fifo.descriptor()));
    }

    /** To be called where that is never to be. */
    void close() {
        fifos.values().forEach(fifo -> LibC.C.close(fifo.descriptor()));
    }

    @Override
    public Optional<Path> name(ChildStream stream) {
        return Optional.ofNullable(fifos.get(stream)).map(Fifos.Fifo::name);
    }

    @Override
    public OutputPipes ids() {
        return ids;
    }

    @Override
    public void settle() {
        io.execute(() -> {
            if (haveNames) {
                haveNames = false;
                fifos.values().forEach(fifo -> Fifos.remove(fifo.name()));
            }
            readers.drain();
        });
    }

    @Override
    public void drain() {
        readers.drain();
    }
}
