package controlfreak.ui.fx;

import controlfreak.engine.StatusListener;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Carries statuses from the engine's thread to the FX thread, however fast they come: only the latest of each proxy and
 * service is handed over, and at most one drain is posted at a time. A change of state is drained at once, but not sooner
 * than {@link #GAP} after the drain before, anything else within {@link #NUMBERS}. Listener methods: the engine's thread; the receiver is called where
 * {@link Later} runs it.
 */
public final class StatusFeed implements StatusListener {
    /** What follows one another faster than this looks the same at once: rows need not be drawn more often. */
    public static final Duration GAP = Duration.ofMillis(100);

    /** How long a change that is not one of state may wait. */
    public static final Duration NUMBERS = Duration.ofMillis(250);

    /** Runs a task on the receiver's thread after a delay; a test runs it by hand. */
    public interface Later {
        void run(Duration delay, Runnable task);

        /** The FX thread. */
        static Later fx() {
            return (delay, task) -> {
                if (delay.isZero()) {
                    Platform.runLater(task);
                } else {
                    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater)
                            .execute(task);
                }
            };
        }
    }

    /** What changed since the batch before; an empty status means that the engine has forgotten it. */
    public record Batch(Map<ServiceId, Optional<ServiceStatus>> services, Map<String, Optional<ProxyStatus>> proxies) {
        public Batch {
            services = Map.copyOf(services);
            proxies = Map.copyOf(proxies);
        }
    }

    private final Later later;
    private final InstantSource clock;
    private final Consumer<Batch> receiver;
    private volatile Instant lastDrain = Instant.EPOCH;

    private final ConcurrentMap<ServiceId, Optional<ServiceStatus>> services = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Optional<ProxyStatus>> proxies = new ConcurrentHashMap<>();
    private final AtomicBoolean promptly = new AtomicBoolean();
    private final AtomicBoolean eventually = new AtomicBoolean();

    /** The states last heard of; the engine's thread only. */
    private final Map<ServiceId, ServiceState> serviceStates = new HashMap<>();

    private final Map<String, ProxyState> proxyStates = new HashMap<>();

    public StatusFeed(Later later, InstantSource clock, Consumer<Batch> receiver) {
        this.later = later;
        this.clock = clock;
        this.receiver = receiver;
    }

    @Override
    public void serviceChanged(ServiceStatus status) {
        services.put(status.id(), Optional.of(status));
        post(serviceStates.put(status.id(), status.state()) != status.state());
    }

    @Override
    public void serviceRemoved(ServiceId id) {
        services.put(id, Optional.empty());
        serviceStates.remove(id);
        post(true);
    }

    @Override
    public void proxyChanged(ProxyStatus status) {
        proxies.put(status.name(), Optional.of(status));
        post(proxyStates.put(status.name(), status.state()) != status.state());
    }

    @Override
    public void proxyRemoved(String name) {
        proxies.put(name, Optional.empty());
        proxyStates.remove(name);
        post(true);
    }

    private void post(boolean stateChanged) {
        if (promptly.get()) {
            return;
        }
        AtomicBoolean pending = stateChanged ? promptly : eventually;
        if (pending.compareAndSet(false, true)) {
            later.run(stateChanged ? restOfGap() : NUMBERS, () -> drain(pending));
        }
    }

    private Duration restOfGap() {
        Instant now = clock.instant();
        Instant soonest = lastDrain.plus(GAP);
        // A clock that was set back must not hold anything up for long.
        return soonest.isAfter(now) && !soonest.isAfter(now.plus(GAP)) ? Duration.between(now, soonest) : Duration.ZERO;
    }

    private void drain(AtomicBoolean pending) {
        // Lowered before the maps are read: what comes from now on posts a drain of its own and cannot be missed.
        pending.set(false);
        lastDrain = clock.instant();
        Batch batch = new Batch(taken(services), taken(proxies));
        if (!batch.services().isEmpty() || !batch.proxies().isEmpty()) {
            receiver.accept(batch);
        }
    }

    private static <K, V> Map<K, V> taken(ConcurrentMap<K, V> waiting) {
        Map<K, V> taken = new HashMap<>();
        waiting.forEach((key, value) -> {
            // A newer status may have come in between; then it stays for the drain that it has posted.
            if (waiting.remove(key, value)) {
                taken.put(key, value);
            }
        });
        return taken;
    }
}
