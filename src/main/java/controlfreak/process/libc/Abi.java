package controlfreak.process.libc;

import java.util.Locale;

/** The C library's numbers, on Linux and on macOS. Constants; any thread. Loading it does not load JNA. */
public final class Abi {
    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    public static final boolean LINUX = SYSTEM.startsWith("linux");
    public static final boolean MAC = SYSTEM.startsWith("mac");

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_NONBLOCK = MAC ? 0x4 : 0x800;
    public static final int F_SETFD = 2;
    public static final int F_SETFL = 4;
    public static final int F_DUPFD_CLOEXEC = MAC ? 67 : 1030;
    public static final int FD_CLOEXEC = 1;

    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = MAC ? 30 : 10;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOL_SOCKET = MAC ? 0xffff : 1;
    /** Linux only. */
    public static final int SO_PASSCRED = 16;

    public static final int MSG_TRUNC = MAC ? 0x10 : 0x20;
    public static final int SO_REUSEADDR = MAC ? 4 : 2;

    public static final int SPAWN_SETSIGDEF = 0x04;
    public static final int SPAWN_SETSIGMASK = 0x08;
    public static final int SPAWN_SETSID = MAC ? 0x400 : 0x80;
    /** macOS only: all descriptors but those named in the file actions are closed. */
    public static final int SPAWN_CLOEXEC_DEFAULT = 0x4000;

    public static final int WNOHANG = 1;
    public static final int WEXITED = 4;
    public static final int WNOWAIT = MAC ? 0x20 : 0x1000000;
    public static final int P_ALL = 0;
    /** Linux only. */
    public static final int PR_SET_CHILD_SUBREAPER = 36;
    /** Linux only. */
    public static final int RLIMIT_RTTIME = 15;

    public static final int SIGKILL = 9;
    public static final int SIGCHLD = MAC ? 20 : 17;

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int E2BIG = 7;
    public static final int ENOEXEC = 8;
    public static final int EAGAIN = MAC ? 35 : 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int ENOTDIR = 20;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int ETXTBSY = 26;
    public static final int EADDRINUSE = MAC ? 48 : 98;
    public static final int EADDRNOTAVAIL = MAC ? 49 : 99;

    private Abi() {}
}
