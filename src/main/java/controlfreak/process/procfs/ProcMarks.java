package controlfreak.process.procfs;

import controlfreak.model.ServiceVariables;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads from /proc for which run a process was started. One thread at a time. */
final class ProcMarks {
    private static final byte[] NAME = (ServiceVariables.RUN + "=").getBytes(StandardCharsets.US_ASCII);

    /** An environment may be as large as the stack allows; beyond this no mark is looked for. */
    private static final int LARGEST = 8 * 1024 * 1024;

    private final String root;
    private byte[] bytes = new byte[16 * 1024];

    ProcMarks(String root) {
        this.root = root;
    }

    /** Empty where the process has none, is gone, or belongs to somebody whose processes may not be looked into. */
    String of(long pid) {
        try (FileInputStream in = new FileInputStream(root + "/" + pid + "/environ")) {
            return value(read(in));
        } catch (IOException goneOrHidden) {
            return "";
        }
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
