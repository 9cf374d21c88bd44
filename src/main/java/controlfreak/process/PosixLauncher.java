package controlfreak.process;

import java.nio.file.Path;

/** Starts processes on Linux and macOS. Any thread; the first launch loads the system's libraries. */
final class PosixLauncher implements Launcher {
    private final IoThread io;
    private final ProcessFacts facts = ProcessFacts.ofThisSystem();

    PosixLauncher(IoThread io) {
        this.io = io;
    }

    @Override
    public ChildProcess launch(LaunchRequest request, ChildListener listener) throws LaunchException {
        Path program = Executables.find(request);
        try {
            Reactor reactor = io.awaitOpen();
            ChildPipes pipes = ChildPipes.open(request);
            int pid = spawn(program, request, pipes);
            // Nobody reaps the child before it is attached, so until then its number is its own.
            ProcessIdentity identity = new ProcessIdentity(pid, facts.startTime(pid));
            PosixChild child = new PosixChild(identity, pipes, listener, io);
            if (!io.execute(() -> child.attach(reactor))) {
                pipes.closeParentEnds();
                LibC.C.kill(-pid, Abi.SIGKILL);
                throw new LaunchException("The panel is closing.");
            }
            return child;
        } catch (UnsatisfiedLinkError missing) {
            throw new LaunchException("The C library of this system is too old: " + missing.getMessage());
        }
    }

    private static int spawn(Path program, LaunchRequest request, ChildPipes pipes) throws LaunchException {
        boolean isSpawned = false;
        try {
            int pid = Spawner.spawn(program, request, pipes);
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
