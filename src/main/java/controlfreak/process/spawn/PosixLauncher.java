package controlfreak.process.spawn;

import controlfreak.model.ExitStatus;
import controlfreak.model.SocketVariables;
import controlfreak.model.Streams;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.NamedPipes;
import controlfreak.process.OutputPipes;
import controlfreak.process.Prelude;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Reactor;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.table.SystemProcessTable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts processes on Linux and macOS. Any thread; the first launch loads the system's libraries. */
final class PosixLauncher implements Launcher {
    private final IoThread io;
    private final SystemProcessTable table = new SystemProcessTable();
    private final Fifos fifos = new Fifos();
    /** The I/O thread's, made with the first child. */
    private Optional<Exits> exits = Optional.empty();

    PosixLauncher(IoThread io) {
        this.io = io;
    }

    @Override
    public ChildProcess launch(LaunchRequest asked, ChildListener listener) throws LaunchException {
        LaunchRequest request = tellingPid(asked);
        Path program = Executables.find(request);
        try {
            Reactor reactor = io.awaitOpen();
            Exits.restoreChildSignal();
            Orphans.adopt();
            ChildPipes pipes = ChildPipes.open(request);
            int pid = spawn(program, request, pipes);
            // Nobody reaps the child before it is attached, so until then its number is its own.
            ProcessIdentity identity = table.identity(pid);
            PosixChild child = new PosixChild(identity, pipes, listener, io);
            if (!io.execute(() -> child.attach(reactor, exits(reactor)))) {
                pipes.closeParentEnds();
                LibC.C.kill(-pid, Abi.SIGKILL);
                throw new LaunchException("The panel is closing.");
            }
            return child;
        } catch (UnsatisfiedLinkError missing) {
            throw new LaunchException("The C library of this system is too old: " + missing.getMessage());
        }
    }

    /** Linux alone says what it is to open one for reading and writing. */
    @Override
    public NamedPipes namedPipes(Streams streams, ChildListener listener) {
        Map<ChildStream, Fifos.Fifo> made = new EnumMap<>(ChildStream.class);
        try {
            Reactor reactor = io.awaitOpen();
            if (Abi.LINUX && streams.keepStdout()) {
                fifos.make().ifPresent(fifo -> made.put(ChildStream.STDOUT, fifo));
            }
            if (Abi.LINUX && streams.keepStderr()) {
                fifos.make().ifPresent(fifo -> made.put(ChildStream.STDERR, fifo));
            }
            return attach(reactor, listener, made, true);
        } catch (LaunchException neverOpened) {
            return NamedPipes.NONE;
        }
    }

    @Override
    public NamedPipes reopen(OutputPipes wanted, Collection<Long> pids, ChildListener listener) {
        Map<ChildStream, Fifos.Fifo> found = new EnumMap<>(ChildStream.class);
        try {
            Reactor reactor = io.awaitOpen();
            for (ChildStream stream : List.of(ChildStream.STDOUT, ChildStream.STDERR)) {
                PipeFiles.open(wanted.of(stream), pids)
                        .ifPresent(end -> found.put(stream, new Fifos.Fifo(PipeFiles.ofOwn(end), end)));
            }
            return attach(reactor, listener, found, false);
        } catch (LaunchException neverOpened) {
            return NamedPipes.NONE;
        }
    }

    private NamedPipes attach(
            Reactor reactor, ChildListener listener, Map<ChildStream, Fifos.Fifo> fifos, boolean haveNames) {
        PosixNamedPipes pipes = new PosixNamedPipes(io, new Readers(reactor, listener), fifos, haveNames);
        boolean isHeard = io.execute(() -> {
            reactor.adopt(this.fifos);
            pipes.attach();
        });
        if (!isHeard) {
            pipes.close();
            this.fifos.abandon();
        }
        return isHeard ? pipes : NamedPipes.NONE;
    }

    @Override
    public void follow(ProcessIdentity process, Consumer<Optional<ExitStatus>> ended) {
        try {
            Reactor reactor = io.awaitOpen();
            io.execute(() -> exits(reactor).follow(process, ended));
        } catch (LaunchException neverOpened) {
            throw new IllegalStateException("Nothing was ever started here.", neverOpened);
        }
    }

    private Exits exits(Reactor reactor) {
        if (exits.isEmpty()) {
            exits = Optional.of(new Exits(reactor, table));
        }
        return exits.get();
    }

    /** Who is given sockets must know that they are meant for it, see sd_listen_fds(3). */
    private static LaunchRequest tellingPid(LaunchRequest request) {
        return request.proxyPipes() || request.sockets().descriptors().isEmpty()
                ? request
                : request.after(request.prelude().withPidIn(List.of(SocketVariables.PID)));
    }

    private static int spawn(Path program, LaunchRequest request, ChildPipes pipes) throws LaunchException {
        boolean isSpawned = false;
        try {
            int pid = request.prelude().equals(Prelude.NONE)
                    ? Spawner.spawn(program, request, pipes)
                    : PreparedSpawn.spawn(program, request, pipes);
            isSpawned = true;
            return pid;
        } finally {
            pipes.closeChildEnds();
            if (!isSpawned) {
                pipes.closeParentEnds();
            }
        }
    }
}
