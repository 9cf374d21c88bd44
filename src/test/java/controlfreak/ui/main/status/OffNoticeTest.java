package controlfreak.ui.main.status;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.workspace.Folders;
import controlfreak.workspace.OwnPlaces;
import controlfreak.workspace.OwnPlaces.Kept;
import controlfreak.workspace.OwnPlaces.Off;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where the panel cannot keep what it keeps for itself. */
class OffNoticeTest {
    @TempDir
    Path home;

    private OwnPlaces places(Path state) {
        return new OwnPlaces(new Folders(home.resolve("config"), state, state.resolve("logs"), state.resolve("run")));
    }

    @Test
    void nothing_is_said_where_all_is_well_and_nothing_is_left_there() throws IOException {
        assertThat(places(home.resolve("state")).off()).isEmpty();
        assertThat(OffNotice.sentence(places(home.resolve("state")).off())).isEmpty();
        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void one_sentence_says_what_is_off_and_why() throws IOException {
        Path state = Files.writeString(home.resolve("state"), "no folder");
        assertThat(places(state).off())
                .extracting(Off::kept)
                .containsExactly(Kept.LOGS, Kept.DRAFTS, Kept.JOURNAL, Kept.LOCKS);
        assertThat(OffNotice.sentence(places(state).off()))
                .startsWith("Not kept while this lasts: log files and history, edits that are not saved, what runs")
                .contains("a second panel could open it", state.resolve("logs").toString());
    }
}
