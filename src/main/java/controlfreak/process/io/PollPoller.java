package controlfreak.process.io;

import com.sun.jna.Memory;
import controlfreak.process.libc.LibC;
import java.util.Arrays;

/** poll(2), which each Unix has: its cost is that of all watched descriptors. I/O thread only. */
final class PollPoller implements Poller {
    private static final short READABLE = 0x1;
    private static final short WRITABLE = 0x4;
    private static final int ENTRY = 8;
    private static final int EVENTS = 4;
    private static final int RESULTS = 6;

    private Memory entries = new Memory(16L * ENTRY);
    private int count;
    private int[] ready = new int[16];

    @Override
    public void add(int descriptor, boolean forWriting) {
        if ((long) count * ENTRY == entries.size()) {
            Memory larger = new Memory(entries.size() * 2);
            larger.write(0, entries.getByteArray(0, (int) entries.size()), 0, (int) entries.size());
            entries.close();
            entries = larger;
        }
        long at = (long) count * ENTRY;
        entries.setInt(at, descriptor);
        entries.setShort(at + EVENTS, forWriting ? WRITABLE : READABLE);
        entries.setShort(at + RESULTS, (short) 0);
        count++;
    }

    @Override
    public void remove(int descriptor) {
        for (int i = 0; i < count; i++) {
            if (entries.getInt((long) i * ENTRY) == descriptor) {
                count--;
                entries.setLong((long) i * ENTRY, entries.getLong((long) count * ENTRY));
                return;
            }
        }
    }

    /** The ready ones are copied out, as handling the first of them may change the entries. */
    @Override
    public int await(int timeoutMillis) {
        int left = Math.max(0, LibC.C.poll(entries, count, timeoutMillis));
        int found = 0;
        for (int i = 0; i < count && left > 0; i++) {
            if (entries.getShort((long) i * ENTRY + RESULTS) != 0) {
                if (found == ready.length) {
                    ready = Arrays.copyOf(ready, found * 2);
                }
                ready[found++] = entries.getInt((long) i * ENTRY);
                left--;
            }
        }
        return found;
    }

    @Override
    public int ready(int index) {
        return ready[index];
    }

    @Override
    public void close() {
        entries.close();
    }
}
