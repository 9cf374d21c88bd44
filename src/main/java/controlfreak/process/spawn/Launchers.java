package controlfreak.process.spawn;

import controlfreak.process.LaunchException;
import controlfreak.process.Launcher;
import controlfreak.process.io.IoThread;
import controlfreak.process.libc.Abi;

/** Chooses the launcher of this system. Any thread; loads nothing of the system yet. */
public final class Launchers {
    private Launchers() {}

    public static Launcher of(IoThread io) {
        if (Abi.LINUX || Abi.MAC) {
            return new PosixLauncher(io);
        }
        return (request, listener) -> {
            throw LaunchException.forGood("Control Freak starts services on Linux and macOS; this system is neither.");
        };
    }
}
