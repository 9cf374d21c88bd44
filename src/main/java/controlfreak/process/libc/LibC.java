package controlfreak.process.libc;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library, as far as it is used here. Any thread. The first touch of {@link #C} loads JNA, which takes a fifth of
 * a second: nothing may touch it while the panel starts.
 *
 * <p>A function is looked up when it is first called, so that one which this system lacks harms nobody else.
 */
public interface LibC extends Library {
    LibC C = Native.load(LibC.class);

    int pipe(int[] ends);

    int pipe2(int[] ends, int flags);

    int mkfifo(byte[] path, int mode);

    int open(byte[] path, int flags, Object... mode);

    int unlink(byte[] path);

    int close(int descriptor);

    int fcntl(int descriptor, int command, Object... argument);

    long read(int descriptor, Pointer buffer, long size);

    long write(int descriptor, Pointer buffer, long size);

    int socket(int domain, int type, int protocol);

    int bind(int socket, Pointer address, int length);

    int listen(int socket, int backlog);

    int setsockopt(int socket, int level, int name, Pointer value, int length);

    int recvmsg(int socket, Pointer message, int flags);

    int getuid();

    int poll(Pointer descriptors, long count, int timeoutMillis);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int descriptor, Pointer event);

    int epoll_wait(int epoll, Pointer events, int room, int timeoutMillis);

    long syscall(long number, Object... arguments);

    int waitpid(int pid, Pointer status, int options);

    int waitid(int kind, int id, Pointer info, int options);

    int prctl(int option, Object... arguments);

    int kill(int pid, int signal);

    int getrlimit(int resource, Pointer limits);

    int setrlimit(int resource, Pointer limits);

    int geteuid();

    int getegid();

    int getpriority(int which, int who);

    int fchown(int descriptor, int user, int group);

    /** A structure passwd, that the next call overwrites; null where there is none. */
    Pointer getpwnam(byte[] name);

    Pointer getpwuid(int user);

    /** A structure group, that the next call overwrites; null where there is none. */
    Pointer getgrnam(byte[] name);

    int getgrouplist(byte[] user, int group, int[] groups, int[] count);

    int getpgid(int pid);

    int getsid(int pid);

    Pointer signal(int signal, Pointer handler);

    int sigemptyset(Pointer set);

    int sigfillset(Pointer set);

    int posix_spawn(
            Pointer pid, byte[] path, Pointer actions, Pointer attributes, Pointer arguments, Pointer variables);

    int posix_spawnattr_init(Pointer attributes);

    int posix_spawnattr_setflags(Pointer attributes, short flags);

    int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

    int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    int posix_spawn_file_actions_init(Pointer actions);

    int posix_spawn_file_actions_destroy(Pointer actions);

    int posix_spawn_file_actions_addopen(Pointer actions, int descriptor, byte[] path, int flags, int mode);

    int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

    int posix_spawn_file_actions_addclose(Pointer actions, int descriptor);

    int posix_spawn_file_actions_addchdir_np(Pointer actions, byte[] path);

    int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int first);
}
