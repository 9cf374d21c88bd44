package controlfreak.process;

import java.util.Locale;

/** The C library's numbers, on Linux and on macOS. Constants; any thread. Loading it does not load JNA. */
final class Abi {
    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    static final boolean LINUX = SYSTEM.startsWith("linux");
    static final boolean MAC = SYSTEM.startsWith("mac");

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_CLOEXEC = 0x80000;
    static final int O_NONBLOCK = MAC ? 0x4 : 0x800;
    static final int F_SETFD = 2;
    static final int F_SETFL = 4;
    static final int F_DUPFD_CLOEXEC = MAC ? 67 : 1030;
    static final int FD_CLOEXEC = 1;

    static final int AF_UNIX = 1;
    static final int SOCK_DGRAM = 2;

    static final int SPAWN_SETSIGDEF = 0x04;
    static final int SPAWN_SETSIGMASK = 0x08;
    static final int SPAWN_SETSID = MAC ? 0x400 : 0x80;
    /** macOS only: all descriptors but those named in the file actions are closed. */
    static final int SPAWN_CLOEXEC_DEFAULT = 0x4000;

    static final int WNOHANG = 1;
    static final int SIGKILL = 9;
    static final int SIGCHLD = MAC ? 20 : 17;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int E2BIG = 7;
    static final int ENOEXEC = 8;
    static final int EAGAIN = MAC ? 35 : 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ETXTBSY = 26;

    private Abi() {}
}
