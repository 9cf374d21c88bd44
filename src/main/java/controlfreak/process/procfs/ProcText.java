package controlfreak.process.procfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of one small file of /proc, with a place in it that moves on as it is read. A thousand of them are read each
 * second, so that it makes no strings. One thread at a time.
 */
final class ProcText {
    private static final int LARGEST = 8192;

    private final byte[] bytes = new byte[LARGEST];
    private int length;
    private int place;

    /** Takes in what a file says; whether there was anything to read. */
    boolean readFrom(InputStream in) throws IOException {
        length = Math.max(0, in.readNBytes(bytes, 0, LARGEST));
        place = 0;
        return length > 0;
    }

    /** Goes to the first field after the name. A name may hold spaces and parentheses, but no later one closes. */
    boolean toFields() {
        for (place = length - 1; place >= 0 && bytes[place] != ')'; place--) {}
        place += 2;
        return place > 1 && place < length;
    }

    /** The name in parentheses, in the text of a process's {@code stat}. */
    String name() {
        int first = 0;
        while (first < length && bytes[first] != '(') {
            first++;
        }
        int last = length - 1;
        while (last > first && bytes[last] != ')') {
            last--;
        }
        return last > first ? new String(bytes, first + 1, last - first - 1, StandardCharsets.UTF_8) : "";
    }

    /** Whether it is the name in parentheses, in the text of a process's {@code stat}. */
    boolean isNamed(String name) {
        place = 0;
        while (place < length && bytes[place] != '(') {
            place++;
        }
        return isAt(("(" + name + ")").getBytes(StandardCharsets.US_ASCII));
    }

    boolean isField(char letter) {
        return bytes[place] == letter;
    }

    void skipFields(int count) {
        for (int skipped = 0; skipped < count && place < length; place++) {
            if (bytes[place] == ' ') {
                skipped++;
            }
        }
    }

    /** The number of the field at this place, and on to the next one; -1 where there is none. */
    long field() {
        long number = number();
        skipFields(1);
        return number;
    }

    /** The number with two decimals at the beginning, times a hundred. */
    long hundredths() {
        place = 0;
        long whole = number();
        place++;
        return whole * 100 + number();
    }

    /** The number at the very end, before the newline; -1 where there is none. */
    long last() {
        for (place = length - 1; place > 0 && bytes[place - 1] != ' '; place--) {}
        return number();
    }

    private long number() {
        int start = place;
        long number = 0;
        while (place < length && bytes[place] >= '0' && bytes[place] <= '9') {
            number = number * 10 + bytes[place++] - '0';
        }
        return place == start || number < 0 ? -1 : number;
    }

    /** The bytes that a line such as {@code Rss:   12 kB} tells; -1 where no line from this place on begins so. */
    long kilobytes(String label) {
        byte[] wanted = label.getBytes(StandardCharsets.US_ASCII);
        int start = place;
        while (!isAt(wanted)) {
            if (!toNextLine()) {
                place = start;
                return -1;
            }
        }
        place += wanted.length;
        while (place < length && bytes[place] == ' ') {
            place++;
        }
        long number = number();
        return number < 0 ? -1 : number * 1024;
    }

    private boolean isAt(byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (place + i >= length || bytes[place + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean toNextLine() {
        while (place < length && bytes[place] != '\n') {
            place++;
        }
        place++;
        return place < length;
    }
}
