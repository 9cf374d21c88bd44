package controlfreak.ui.fx;

import controlfreak.figures.Snapshot;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Carries snapshots from the sampler's thread to the FX thread: only the latest is handed over, and at most one is on
 * its way, however long the FX thread takes. {@link #accept}: any thread; the receiver is called on the FX thread.
 */
public final class FiguresFeed implements Consumer<Snapshot> {
    private final Executor fx;
    private final Consumer<Snapshot> receiver;
    private final AtomicReference<Snapshot> waiting = new AtomicReference<>();

    /** @param fx runs tasks on the FX thread */
    public FiguresFeed(Executor fx, Consumer<Snapshot> receiver) {
        this.fx = fx;
        this.receiver = receiver;
    }

    @Override
    public void accept(Snapshot snapshot) {
        if (waiting.getAndSet(snapshot) == null) {
            fx.execute(() -> receiver.accept(waiting.getAndSet(null)));
        }
    }
}
