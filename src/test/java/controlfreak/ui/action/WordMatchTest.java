package controlfreak.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordMatchTest {
    @Test
    void a_beginning_is_better_than_a_middle_and_a_middle_better_than_letters() {
        assertThat(found("st", "Last", "Save the theme", "Start", "Restart", "Kill and start"))
                .containsExactly("Start", "Kill and start", "Last", "Restart", "Save the theme");
    }

    @Test
    void every_word_must_be_there_in_any_order() {
        assertThat(found("web-2 start", "Start web-1", "Start web-2", "Stop web-2"))
                .containsExactly("Start web-2");
    }

    @Test
    void case_and_blanks_do_not_matter() {
        assertThat(found("  SAVE   as ", "Save as…", "Save")).containsExactly("Save as…");
    }

    @Test
    void nothing_typed_finds_all_and_nonsense_nothing() {
        assertThat(found(" ", "Start", "Stop")).containsExactly("Start", "Stop");
        assertThat(found("xyz", "Start", "Stop")).isEmpty();
    }

    private static List<String> found(String typed, String... texts) {
        WordMatch match = new WordMatch(typed);
        return Stream.of(texts)
                .filter(text -> match.distance(text).isPresent())
                .sorted(Comparator.comparingInt(text -> match.distance(text).getAsInt()))
                .toList();
    }
}
