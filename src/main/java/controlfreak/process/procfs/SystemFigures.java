package controlfreak.process.procfs;

import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessFigures;
import controlfreak.process.libc.Abi;

/** What this system tells of processes and sockets: all on Linux, nothing elsewhere. Any thread. */
public final class SystemFigures {
    private static final String ROOT = "/proc";

    private SystemFigures() {}

    public static ProcessFigures ofProcesses() {
        return Abi.LINUX ? new ProcFigures(ROOT) : ProcessFigures.NONE;
    }

    public static ListeningSockets ofSockets() {
        return Abi.LINUX ? new ProcSockets(ROOT) : ListeningSockets.NONE;
    }
}
