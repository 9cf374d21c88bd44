package controlfreak.protocol;

import controlfreak.model.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of a proxy's log pipe. Immutable (the array must not be changed); any thread.
 *
 * @param isError whether it was written to standard error (else to standard output)
 * @param name the service that wrote it; empty where the proxy itself did
 * @param goesOn whether the next line of this service and stream goes on where this one ends
 * @param text what was written, as it came
 */
@SuppressWarnings("ArrayRecordComponent") // Lines are many and are not compared.
public record ProxyLogLine(boolean isError, Optional<String> name, boolean goesOn, byte[] text) {
    private static final String OUT = "out";
    private static final String ERR = "err";
    private static final String PROXY_ITSELF = "-";

    /**
     * Reads {@code out:name:text} or {@code err:name:text}, and {@code out+:name:text} for a piece of a line that goes on;
     * a line of no known form is the proxy's own standard error.
     */
    public static ProxyLogLine parse(byte[] line) {
        boolean isError = startsWith(line, ERR);
        if (!isError && !startsWith(line, OUT)) {
            return unknown(line);
        }
        int colon = OUT.length();
        boolean goesOn = colon < line.length && line[colon] == '+';
        colon += goesOn ? 1 : 0;
        if (colon == line.length || line[colon] != ':') {
            return unknown(line);
        }
        int start = colon + 1;
        int end = start;
        while (end < line.length && line[end] != ':') {
            if (end - start > Names.MAX_LENGTH) {
                return unknown(line);
            }
            end++;
        }
        String name = new String(line, start, end - start, StandardCharsets.ISO_8859_1);
        if (end == line.length
                || !(name.equals(PROXY_ITSELF) || Names.problem(name).isEmpty())) {
            return unknown(line);
        }
        return new ProxyLogLine(
                isError,
                name.equals(PROXY_ITSELF) ? Optional.empty() : Optional.of(name),
                goesOn,
                Arrays.copyOfRange(line, end + 1, line.length));
    }

    private static ProxyLogLine unknown(byte[] line) {
        return new ProxyLogLine(true, Optional.empty(), false, line);
    }

    private static boolean startsWith(byte[] line, String prefix) {
        if (line.length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (line[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
