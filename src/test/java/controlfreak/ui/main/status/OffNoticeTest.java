package controlfreak.ui.main.status;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Background;
import controlfreak.workspace.Folders;
import controlfreak.workspace.OwnPlaces;
import controlfreak.workspace.OwnPlaces.Kept;
import controlfreak.workspace.OwnPlaces.Off;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** What is said where the panel cannot keep what it keeps for itself. */
@ExtendWith(WindowExtension.class)
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

    @Test
    void a_disk_that_gives_no_answer_is_said_until_it_does(FxRobot robot) {
        Path state = home.resolve("state");
        Queue<Runnable> hanging = new ArrayDeque<>();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        AtomicInteger mended = new AtomicInteger();
        OffNotice notice = fx(() -> new OffNotice(
                places(state),
                List.of(mended::incrementAndGet),
                new Background(hanging::add, Runnable::run),
                now::get));
        robot.interact(() -> {
            notice.look();
            now.set(now.get().plusSeconds(9));
            notice.look();
        });
        assertThat(notice.root().isVisible()).isFalse();
        robot.interact(() -> {
            now.set(now.get().plusSeconds(2));
            notice.look();
            notice.look();
        });
        assertThat(((Label) notice.root().lookup("#off-text")).getText())
                .startsWith("The disk of " + state + " gives no answer.");
        assertThat(hanging).as("nothing more is asked of it").hasSize(1);
        robot.interact(hanging.remove()::run);
        assertThat(notice.root().isVisible()).isFalse();
        robot.interact(() -> {
            now.set(now.get().plusSeconds(31));
            notice.look();
        });
        assertThat(hanging).hasSize(1);
        assertThat(mended).hasValue(2);
    }

    @Test
    void a_full_disk_is_one_that_takes_empty_files_only() throws Exception {
        Path state = Files.createDirectory(home.resolve("state"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8k", "none", state.toString()), "may not mount");
        try {
            new ProcessBuilder("dd", "if=/dev/zero", "of=" + state.resolve("full"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertThat(places(state).off())
                    .filteredOn(off -> off.kept() == Kept.JOURNAL)
                    .extracting(Off::reason)
                    .containsExactly("No space left on device");
            Files.delete(state.resolve("full"));
            assertThat(places(state).off()).isEmpty();
        } finally {
            run("umount", state.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
