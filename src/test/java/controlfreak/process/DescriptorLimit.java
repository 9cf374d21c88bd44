package controlfreak.process;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.File;
import java.util.Arrays;

/** Lowers the number of descriptors that this process may have, for a while. */
final class DescriptorLimit implements AutoCloseable {
    private static final int RLIMIT_NOFILE = 7;
    private static final Limits C = Native.load(Limits.class);

    private final long[] former;

    private DescriptorLimit(long[] former) {
        this.former = former;
    }

    /** The C library's calls for it. */
    interface Limits extends Library {
        int getrlimit(int resource, long[] limits);

        int setrlimit(int resource, long[] limits);
    }

    /** Leaves that many numbers free. */
    static DescriptorLimit leaving(int count) {
        long[] former = new long[2];
        C.getrlimit(RLIMIT_NOFILE, former);
        String[] open = new File("/proc/self/fd").list();
        long highest = Arrays.stream(open).mapToLong(Long::parseLong).max().orElse(0);
        // The numbers below the highest may have gaps, the folder that was just listed being one.
        long gaps = highest + 1 - (open.length - 1);
        C.setrlimit(RLIMIT_NOFILE, new long[] {highest + 1 + Math.max(0, count - gaps), former[1]});
        return new DescriptorLimit(former);
    }

    @Override
    public void close() {
        C.setrlimit(RLIMIT_NOFILE, former);
    }
}
