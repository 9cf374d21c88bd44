package controlfreak.ui.main.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which row is meant by what is typed over the table. */
class TypeSelectTest {
    private static final List<String> NAMES = List.of("shop", "web-1", "web-2", "redis", "Registry");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final TypeSelect select = new TypeSelect(() -> now);

    @Test
    void letters_add_up_to_a_name() {
        assertThat(select.type("r", NAMES, 0)).hasValue(3);
        assertThat(select.type("e", NAMES, 3)).hasValue(3);
        assertThat(select.type("g", NAMES, 3)).hasValue(4);
        assertThat(select.type("x", NAMES, 4)).isEmpty();
    }

    @Test
    void after_a_pause_a_new_name_begins_and_the_same_letter_goes_on() {
        assertThat(select.type("s", NAMES, -1)).hasValue(0);
        now = now.plusSeconds(2);
        assertThat(select.type("w", NAMES, 0)).hasValue(1);
        assertThat(select.type("w", NAMES, 1)).hasValue(2);
        assertThat(select.type("w", NAMES, 2)).hasValue(1);
    }
}
