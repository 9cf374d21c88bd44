package controlfreak.figures;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;

/** Time, and the CPU time of the thread that asks. */
interface Meter {
    Instant now();

    /** Nanoseconds since some moment; never goes back. */
    long elapsed();

    /** Nanoseconds of CPU that the calling thread has used. */
    long cpuSpent();

    /** @param clock one that nobody sets */
    static Meter ofThisThread(InstantSource clock) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean told = threads.isCurrentThreadCpuTimeSupported();
        return new Meter() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public long elapsed() {
                return System.nanoTime();
            }

            @Override
            public long cpuSpent() {
                // Where nobody counts, time that passed stands for CPU time: too much rather than too little.
                return told ? threads.getCurrentThreadCpuTime() : System.nanoTime();
            }
        };
    }
}
