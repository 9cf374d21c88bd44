package controlfreak.ui.history;

import controlfreak.engine.StatusListener;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes an entry of every change of a state, in order, none left out. Engine thread only. */
final class Changes implements StatusListener {
    private final TimeOfDay timeOfDay;
    private final Consumer<Entry> history;
    private final Map<ServiceId, ServiceState> services = new HashMap<>();
    private final Map<String, ProxyState> proxies = new HashMap<>();

    /** @param history takes each entry, and does not block */
    Changes(TimeOfDay timeOfDay, Consumer<Entry> history) {
        this.timeOfDay = timeOfDay;
        this.history = history;
    }

    @Override
    public void serviceChanged(ServiceStatus status) {
        ServiceState before = services.put(status.id(), status.state());
        if (before != null && before != status.state()) {
            history.accept(new Entry.Change(
                    timeOfDay.of(status.since()).toInstant(),
                    new RowKey.OfProcess(status.id()),
                    name(before),
                    name(status.state()),
                    RowState.of(status),
                    withRetry(cause(status), status.retry())));
        }
    }

    @Override
    public void serviceRemoved(ServiceId id) {
        services.remove(id);
    }

    @Override
    public void proxyChanged(ProxyStatus status) {
        ProxyState before = proxies.put(status.name(), status.state());
        if (before != null && before != status.state()) {
            history.accept(new Entry.Change(
                    timeOfDay.of(status.since()).toInstant(),
                    new RowKey.OfProxy(status.name()),
                    name(before),
                    name(status.state()),
                    RowState.of(status),
                    withRetry(cause(status), status.retry())));
        }
    }

    @Override
    public void proxyRemoved(String name) {
        proxies.remove(name);
    }

    static String name(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String cause(ServiceStatus status) {
        return status.cause().isEmpty() && !status.state().isLive() ? exit(status.lastExit()) : status.cause();
    }

    private static String cause(ProxyStatus status) {
        if (!status.cause().isEmpty()) {
            return status.cause();
        }
        return status.state().isLive()
                ? status.ready()
                        .filter(ready -> status.state() == ProxyState.UP)
                        .flatMap(ProxyStatus.Ready::preloadTime)
                        .map(time -> Texts.text("state.preloaded.in", Durations.exact(time)))
                        .orElse("")
                : exit(status.lastExit());
    }

    private static String exit(Optional<ExitStatus> exit) {
        return exit.map(ExitStatus::text).orElse("");
    }

    private static String withRetry(String cause, Optional<Retry> retry) {
        return retry.map(next -> Texts.text(
                        "history.retry", cause, Integer.toString(next.attempt()), Integer.toString(next.max())))
                .orElse(cause);
    }
}
