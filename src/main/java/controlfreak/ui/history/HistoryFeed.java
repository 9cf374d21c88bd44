package controlfreak.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Carries entries to the FX thread, all that came since the last time at once. {@link #add}: any thread; does not
 * block. Where the FX thread is far behind, the oldest entry that waits is dropped: the pane keeps no more either.
 */
final class HistoryFeed {
    private final Executor fx;
    private final Consumer<List<Entry>> receiver;
    private final LinkedBlockingDeque<Entry> waiting = new LinkedBlockingDeque<>(HistoryViewModel.CAPACITY);
    private final AtomicBoolean pending = new AtomicBoolean();

    HistoryFeed(Executor fx, Consumer<List<Entry>> receiver) {
        this.fx = fx;
        this.receiver = receiver;
    }

    void add(Entry entry) {
        while (!waiting.offerLast(entry)) {
            waiting.pollFirst();
        }
        if (pending.compareAndSet(false, true)) {
            fx.execute(this::drain);
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
