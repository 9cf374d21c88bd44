package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.PanelLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnexpectedErrorsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private UnexpectedErrors errors() {
        return new UnexpectedErrors(new PanelLog(folder, CLOCK, "version 1"), Runnable::run, Runnable::run);
    }

    private static void tell(UnexpectedErrors errors, Throwable bug) {
        errors.tell(Thread.currentThread(), bug);
    }

    @Test
    void tellsWhereTheDetailsAreAndWhatTheyAre() throws IOException {
        UnexpectedErrors errors = errors();
        assertThat(errors.noticeProperty().get().isThere()).isFalse();
        tell(errors, new IllegalStateException("first"));
        UnexpectedErrors.Notice notice = errors.noticeProperty().get();
        assertThat(notice.isThere()).isTrue();
        assertThat(notice.text()).contains(folder.resolve("panel.log").toString());
        assertThat(notice.details()).contains("IllegalStateException", "UnexpectedErrorsTest");
        assertThat(folder.resolve("panel.log")).content().contains(notice.details());
    }

    @Test
    void aBugThatComesAgainIsToldOnceAndCounted() throws IOException {
        UnexpectedErrors errors = errors();
        for (int i = 0; i < 1000; i++) {
            tell(errors, new IllegalStateException("row " + i));
            if (i == 0) {
                errors.dismiss();
            }
        }
        assertThat(errors.noticeProperty().get().isThere()).isFalse();
        assertThat(Files.readString(folder.resolve("panel.log")))
                .containsOnlyOnce("a bug on thread")
                .contains("512 times by now")
                .doesNotContain("513 times");
        tell(errors, new IllegalArgumentException("another"));
        assertThat(errors.noticeProperty().get().details()).contains("IllegalArgumentException");
    }

    @Test
    void whatCannotBeWrittenCanBeCopied() throws IOException {
        Files.createDirectory(folder.resolve("panel.log"));
        UnexpectedErrors errors = errors();
        tell(errors, new IllegalStateException("first"));
        assertThat(errors.noticeProperty().get().text()).contains("could not be written");
        assertThat(errors.noticeProperty().get().details()).contains("IllegalStateException");
    }

    @Test
    void aBugWhileThePanelEndsHarmsNobody() {
        UnexpectedErrors errors = new UnexpectedErrors(
                new PanelLog(folder, CLOCK, "version 1"),
                task -> {
                    throw new RejectedExecutionException("ended");
                },
                Runnable::run);
        tell(errors, new IllegalStateException("late"));
        assertThat(errors.noticeProperty().get().isThere()).isFalse();
    }
}
