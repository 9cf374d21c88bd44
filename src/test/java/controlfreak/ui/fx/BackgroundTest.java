package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Deque<Runnable> news = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final Background background = new Background(work::add, news::add);

    private static void run(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void completesWhereTheResultIsWaitedFor() {
        background.call(() -> "read").thenAccept(heard::add);
        run(work);
        assertThat(heard).isEmpty();
        run(news);
        assertThat(heard).containsExactly("read");
    }

    @Test
    void tellsOfAFailureTheSameWay() {
        IOException full = new IOException("full");
        background
                .call(() -> {
                    throw full;
                })
                .whenComplete((result, problem) -> heard.add(problem == full ? "full" : "another"));
        run(work);
        assertThat(heard).isEmpty();
        run(news);
        assertThat(heard).containsExactly("full");
    }

    @Test
    void nothingIsHeardOfWhatIsOutdated() {
        Background.Turn first = background.begin();
        first.run(() -> first.tell(() -> heard.add("first")));
        run(work);
        Background.Turn second = background.begin();
        second.run(() -> second.tell(() -> heard.add("second")));
        run(work);
        assertThat(first.isOver()).isTrue();
        run(news);
        assertThat(heard).containsExactly("second");
        background.end();
        second.tell(() -> heard.add("late"));
        run(news);
        assertThat(heard).containsExactly("second");
    }
}
