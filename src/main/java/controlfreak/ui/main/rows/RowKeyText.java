package controlfreak.ui.main.rows;

import controlfreak.model.ServiceId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of row keys. Any thread. */
final class RowKeyText {
    private static final Pattern PROCESS = Pattern.compile("(\\d{1,4}):(.+)");

    private RowKeyText() {}

    static Optional<RowKey> read(String text) {
        String[] parts = text.split(":", 2);
        if (parts.length < 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "proxy" -> Optional.of(new RowKey.OfProxy(parts[1]));
            case "group" -> Optional.of(new RowKey.OfGroup(parts[1]));
            case "tag" -> Optional.of(new RowKey.OfTag(parts[1]));
            case "process" -> process(PROCESS.matcher(parts[1]));
            default -> Optional.empty();
        };
    }

    private static Optional<RowKey> process(Matcher matcher) {
        return matcher.matches()
                ? Optional.of(new RowKey.OfProcess(new ServiceId(matcher.group(2), Integer.parseInt(matcher.group(1)))))
                : Optional.empty();
    }
}
