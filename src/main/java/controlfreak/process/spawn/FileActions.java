package controlfreak.process.spawn;

import com.sun.jna.Memory;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.io.File;

/**
 * What a child does with its descriptors and its folder before its program runs. One thread; for one spawn. The first
 * error is kept, and what comes after it is not done.
 */
final class FileActions implements AutoCloseable {
    private final Memory memory = new Memory(512);
    private int error;

    FileActions() {
        error = LibC.C.posix_spawn_file_actions_init(memory);
    }

    Memory memory() {
        return memory;
    }

    /** The first error number, 0 where there was none. */
    int error() {
        return error;
    }

    void open(int descriptor, byte[] path, int flags) {
        if (error == 0) {
            error = LibC.C.posix_spawn_file_actions_addopen(memory, descriptor, path, flags, 0);
        }
    }

    void copy(int from, int to) {
        if (error == 0) {
            error = LibC.C.posix_spawn_file_actions_adddup2(memory, from, to);
        }
    }

    void enter(byte[] folder) {
        if (error == 0) {
            error = LibC.C.posix_spawn_file_actions_addchdir_np(memory, folder);
        }
    }

    /** Closes all descriptors from a number on. On macOS an attribute of the spawn does that. */
    void closeFrom(int first) {
        if (error == 0 && Abi.LINUX) {
            try {
                error = LibC.C.posix_spawn_file_actions_addclosefrom_np(memory, first);
            } catch (UnsatisfiedLinkError olderLibrary) {
                closeOneByOne(first);
            }
        }
    }

    /** What is opened by another thread after this has its own close-on-exec flag, as all of Java's files have. */
    private void closeOneByOne(int first) {
        String[] open = new File("/proc/self/fd").list();
        for (String number : open == null ? new String[0] : open) {
            int descriptor = Integer.parseInt(number);
            if (error == 0 && descriptor >= first) {
                error = LibC.C.posix_spawn_file_actions_addclose(memory, descriptor);
            }
        }
    }

    @Override
    public void close() {
        LibC.C.posix_spawn_file_actions_destroy(memory);
        memory.close();
    }
}
