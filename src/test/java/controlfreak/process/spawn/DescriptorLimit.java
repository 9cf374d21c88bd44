package controlfreak.process.spawn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import controlfreak.process.libc.LibC;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lowers the number of descriptors that this process may have, for a while. */
public final class DescriptorLimit implements AutoCloseable {
    private static final int RLIMIT_NOFILE = 7;
    private static final int F_DUPFD = 0;
    private static final Limits C = Native.load(Limits.class);

    private final long[] former;

    private final List<Integer> taken;

    private DescriptorLimit(long[] former, List<Integer> taken) {
        this.former = former;
        this.taken = taken;
    }

    /** The C library's calls for it. */
    interface Limits extends Library {
        int getrlimit(int resource, long[] limits);

        int setrlimit(int resource, long[] limits);
    }

    /** Leaves that many numbers free: the rest, gaps included, is taken. */
    public static DescriptorLimit leaving(int count) {
        long[] former = new long[2];
        C.getrlimit(RLIMIT_NOFILE, former);
        String[] open = new File("/proc/self/fd").list();
        long highest = Arrays.stream(open).mapToLong(Long::parseLong).max().orElse(0);
        C.setrlimit(RLIMIT_NOFILE, new long[] {highest + 1 + count, former[1]});
        List<Integer> taken = new ArrayList<>();
        for (int number = LibC.C.fcntl(0, F_DUPFD, 0); number >= 0; number = LibC.C.fcntl(0, F_DUPFD, 0)) {
            taken.add(number);
        }
        taken.subList(0, count).forEach(LibC.C::close);
        taken.subList(0, count).clear();
        return new DescriptorLimit(former, taken);
    }

    @Override
    public void close() {
        taken.forEach(LibC.C::close);
        C.setrlimit(RLIMIT_NOFILE, former);
    }
}
