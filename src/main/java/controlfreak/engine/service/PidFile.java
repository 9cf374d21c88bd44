package controlfreak.engine.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file said that a program writes the number of its main process into, on its first line. Immutable; any thread.
 *
 * @param pid 0 where it says none
 * @param written when it was written last
 * @param problem why it says none, in a short phrase as {@code is empty}; empty where it says one
 */
record PidFile(long pid, Instant written, String problem) {
    private static final int LARGEST = 4096;

    /** One that some programs write has their folder, their port and more on other lines. */
    private static final Pattern NUMBER =
            Pattern.compile("\\s*0*([1-9][0-9]{0,9})[ \\t\\r]*(?:\\n.*)?", Pattern.DOTALL);

    /** Reads it; may block as long as its disk does. */
    static PidFile read(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            if (!is.isRegularFile()) {
                return problem("is no plain file");
            }
            if (is.size() > LARGEST) {
                return problem("is too large to be one");
            }
            try (InputStream in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
                return of(text, is.lastModifiedTime().toInstant());
            }
        } catch (IOException failed) {
            return problem(Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "cannot be read" : "is not there");
        }
    }

    static PidFile of(String text, Instant written) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            long pid = Long.parseLong(number.group(1));
            // 1 is the system's own.
            return pid > 1 && pid <= Integer.MAX_VALUE
                    ? new PidFile(pid, written, "")
                    : problem("says " + pid + ", which is no process of a program");
        }
        return problem(text.isBlank() ? "is empty" : "does not begin with a number");
    }

    private static PidFile problem(String words) {
        return new PidFile(0, Instant.EPOCH, words);
    }
}
