package controlfreak.process.procfs;

import controlfreak.model.ServiceVariables;
import controlfreak.process.RunMark;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Reads from /proc for which runs a process was started. One thread at a time. */
final class ProcMarks {
    private static final byte[] NAME = (ServiceVariables.RUN + "=").getBytes(StandardCharsets.US_ASCII);

    /** An environment may be as large as the stack allows; beyond this no mark is looked for. */
    private static final int LARGEST = 8 * 1024 * 1024;

    /** In proc(5)'s {@code limits}; the soft limit follows. */
    private static final String LIMIT = "Max realtime timeout";

    private final String root;
    private byte[] bytes = new byte[16 * 1024];

    ProcMarks(String root) {
        this.root = root;
    }

    /** Empty where the process has none, is gone, or may not be looked into. */
    Set<String> of(long pid) {
        Set<String> marks = new HashSet<>();
        RunMark.of(limit(length(pid + "/limits"))).ifPresent(marks::add);
        String said = value(length(pid + "/environ"));
        if (!said.isEmpty()) {
            marks.add(said);
        }
        return marks;
    }

    /** How much there is to read in a file of a process, which is read then. */
    private int length(String file) {
        try (FileInputStream in = new FileInputStream(root + "/" + file)) {
            return read(in);
        } catch (IOException goneOrHidden) {
            return 0;
        }
    }

    private long limit(int length) {
        String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
        int line = text.indexOf(LIMIT);
        int place = line < 0 ? length : line + LIMIT.length();
        while (place < length && text.charAt(place) == ' ') {
            place++;
        }
        int end = place;
        while (end < length && Character.isDigit(text.charAt(end))) {
            end++;
        }
        // A longer one is not ours, and may have no place in a number.
        return end == place || end - place > 19 ? -1 : Long.parseLong(text, place, end, 10);
    }

    private int read(FileInputStream in) throws IOException {
        int length = in.readNBytes(bytes, 0, bytes.length);
        while (length == bytes.length && length < LARGEST) {
            bytes = Arrays.copyOf(bytes, 2 * length);
            length += in.readNBytes(bytes, length, length);
        }
        return length;
    }

    private String value(int length) {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && bytes[end] != 0) {
                end++;
            }
            int value = start + NAME.length;
            if (value <= end && Arrays.equals(bytes, start, value, NAME, 0, NAME.length)) {
                return new String(bytes, value, end - value, StandardCharsets.US_ASCII);
            }
            start = end + 1;
        }
        return "";
    }
}
