package controlfreak.process.procfs;

import controlfreak.model.status.MemorySample.Archive;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from /proc what a JVM has of its archives of classes. One thread at a time. */
final class ProcArchives {
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ .*");
    private static final Pattern FIGURE = Pattern.compile("(Rss|Pss|Anonymous): *(\\d+) kB");

    /**
     * Programs and libraries lie above. An archive that several share lies where it was made to lie, far below; one that
     * was moved was patched, and is shared by nobody. So the many mappings above need not be read.
     */
    private static final long TOP = 1L << 44;

    private final String root;

    ProcArchives(String root) {
        this.root = root;
    }

    /** None where the process is gone or the system does not tell. */
    Archive of(long pid) {
        try (BufferedReader maps = new BufferedReader(
                new InputStreamReader(new FileInputStream(root + "/" + pid + "/smaps"), StandardCharsets.ISO_8859_1))) {
            return read(maps);
        } catch (IOException goneOrHidden) {
            return Archive.NONE;
        }
    }

    private static Archive read(BufferedReader maps) throws IOException {
        long rss = 0;
        long pss = 0;
        boolean inside = false;
        for (String line = maps.readLine(); line != null; line = maps.readLine()) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                if (Long.parseUnsignedLong(mapping.group(1), 16) >= TOP) {
                    break;
                }
                inside = line.endsWith(".jsa") || line.endsWith(".aot");
                continue;
            }
            Matcher figure = FIGURE.matcher(line);
            if (inside && figure.matches()) {
                long bytes = Long.parseLong(figure.group(2)) * 1024;
                switch (figure.group(1)) {
                    case "Rss" -> rss += bytes;
                    case "Pss" -> pss += bytes;
                    default -> {
                        // Copies of pages that were written to are counted as anonymous memory.
                        rss -= bytes;
                        pss -= bytes;
                    }
                }
            }
        }
        return new Archive(Math.max(0, rss), Math.max(0, pss));
    }
}
