package controlfreak.workspace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.OptionalLong;

/** Another panel has the workspace open; the message is for people. */
public final class WorkspaceHeldException extends Exception {
    /** Who holds it, as far as the lock file says. */
    public record Holder(OptionalLong pid, Optional<Instant> since) {}

    private final transient Holder holder;

    WorkspaceHeldException(String name, Holder holder) {
        super(name + " is open in another Control Freak" + words(holder) + ". Go on there, or close it there first.");
        this.holder = holder;
    }

    public Holder holder() {
        return holder;
    }

    private static String words(Holder holder) {
        if (holder.pid().isEmpty() || holder.since().isEmpty()) {
            return "";
        }
        String since = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withZone(ZoneId.systemDefault())
                .format(holder.since().get());
        return " (process " + holder.pid().getAsLong() + ", since " + since + ")";
    }
}
