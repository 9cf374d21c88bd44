package controlfreak.ui.main.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Finds the row whose name begins with what is typed; after a pause a new name begins. One thread. */
final class TypeSelect {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private String typed = "";
    private Instant last = Instant.EPOCH;

    TypeSelect(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes what was typed, a character or more.
     *
     * @param names of the rows, from top to bottom
     * @param from where the search begins; the same character again goes on to the next that begins with it
     * @return the place of the row that is meant; empty where none is
     */
    OptionalInt type(String text, List<String> names, int from) {
        Instant now = clock.instant();
        boolean isNew = last.plus(PAUSE).isBefore(now) || typed.equals(text);
        last = now;
        typed = (isNew ? "" : typed) + text;
        int start = Math.max(0, from) + (isNew ? 1 : 0);
        String wanted = typed.toLowerCase(Locale.ROOT);
        for (int step = 0; step < names.size(); step++) {
            int place = (start + step) % names.size();
            if (names.get(place).toLowerCase(Locale.ROOT).startsWith(wanted)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }
}
