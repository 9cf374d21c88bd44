package controlfreak.log.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program said of an address that it could not have. Immutable; any thread.
 *
 * @param port which port it was; empty where it did not say
 */
public record AddressInUse(OptionalInt port) {
    private static final Pattern SAID = Pattern.compile(
            "address (already )?in use|EADDRINUSE|port \\d+ is (already )?in use", Pattern.CASE_INSENSITIVE);
    /** After an address, or called a port; after a name there may be the number of a line. */
    private static final Pattern PORT =
            Pattern.compile("(?:port[ =:]+|[\\d\\]*:]:|localhost:|', )(\\d{1,5})\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TIME = Pattern.compile("\\b\\d{1,2}:\\d\\d(:\\d\\d)?\\b");
    private static final int LARGEST = 65_535;

    /** A program may name the port in a line before or after the one that says so. */
    private static final int NEAR = 3;

    /** @param lines the last ones of its log, oldest first */
    public static Optional<AddressInUse> in(List<String> lines) {
        for (int place = lines.size() - 1; place >= 0; place--) {
            if (SAID.matcher(lines.get(place)).find()) {
                return Optional.of(new AddressInUse(near(lines, place)));
            }
        }
        return Optional.empty();
    }

    private static OptionalInt near(List<String> lines, int place) {
        for (int distance = 0; distance <= NEAR; distance++) {
            for (int line : new int[] {place - distance, place + distance}) {
                if (line >= 0 && line < lines.size()) {
                    OptionalInt port = port(lines.get(line));
                    if (port.isPresent()) {
                        return port;
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt port(String line) {
        Matcher named = PORT.matcher(TIME.matcher(line).replaceAll(""));
        while (named.find()) {
            int port = Integer.parseInt(named.group(1));
            if (port > 0 && port <= LARGEST) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }
}
