package controlfreak.ui.history;

import controlfreak.ui.fx.StatusFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Carries entries to the FX thread, all that came since the last time at once. {@link #add}: any thread; does not
 * block. Where the FX thread is far behind, the oldest entry that waits is dropped: the pane keeps no more either.
 */
final class HistoryFeed {
    /** Nobody reads faster; each time costs a layout. */
    private static final Duration GAP = Duration.ofMillis(250);

    private final StatusFeed.Later later;
    private final Consumer<List<Entry>> receiver;
    private final LinkedBlockingDeque<Entry> waiting = new LinkedBlockingDeque<>(HistoryViewModel.CAPACITY);
    private final AtomicBoolean pending = new AtomicBoolean();

    HistoryFeed(StatusFeed.Later later, Consumer<List<Entry>> receiver) {
        this.later = later;
        this.receiver = receiver;
    }

    void add(Entry entry) {
        while (!waiting.offerLast(entry)) {
            waiting.pollFirst();
        }
        if (pending.compareAndSet(false, true)) {
            later.run(GAP, this::drain);
        }
    }

    private void drain() {
        // Lowered before the queue is read: what comes from now on posts a task of its own.
        pending.set(false);
        List<Entry> entries = new ArrayList<>();
        waiting.drainTo(entries);
        if (!entries.isEmpty()) {
            receiver.accept(entries);
        }
    }
}
