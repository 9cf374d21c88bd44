package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnexpectedErrorsTest {
    private final List<UnexpectedErrors.Report> shown = new ArrayList<>();
    private final List<Runnable> fx = new ArrayList<>();
    private final UnexpectedErrors errors = new UnexpectedErrors(shown::add, fx::add);

    @Test
    void showsOneDialogUntilItIsClosed() {
        errors.tell(new IllegalStateException("first"));
        errors.tell(new IllegalStateException("second"));
        assertThat(fx).hasSize(1);
        fx.get(0).run();
        assertThat(shown).singleElement().satisfies(report -> {
            assertThat(report.details())
                    .contains("IllegalStateException: first")
                    .contains("UnexpectedErrorsTest");
            assertThat(report.text()).isNotEmpty();
        });
        errors.tell(new IllegalStateException("third"));
        assertThat(fx).hasSize(2);
    }

    @Test
    void aDialogThatFailsDoesNotShutTheDoor() {
        UnexpectedErrors failing = new UnexpectedErrors(
                report -> {
                    throw new IllegalStateException("no window");
                },
                task -> {
                    try {
                        task.run();
                    } catch (IllegalStateException expected) {
                        shown.add(new UnexpectedErrors.Report("", "", expected.getMessage()));
                    }
                });
        failing.tell(new IllegalStateException("first"));
        failing.tell(new IllegalStateException("second"));
        assertThat(shown).hasSize(2);
    }
}
