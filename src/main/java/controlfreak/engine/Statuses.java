package controlfreak.engine;

import controlfreak.model.Bugs;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells listeners of changes. Engine thread only. What a listener throws is logged and reaches nobody else. */
final class Statuses implements StatusListener {
    private final List<StatusListener> listeners = new ArrayList<>();

    /**
     * @param present tells the listener what there is already
     */
    void add(StatusListener listener, Consumer<StatusListener> present) {
        tell(listener, present);
        listeners.add(listener);
    }

    void remove(StatusListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void serviceChanged(ServiceStatus status) {
        tell(listener -> listener.serviceChanged(status));
    }

    @Override
    public void serviceRemoved(ServiceId id) {
        tell(listener -> listener.serviceRemoved(id));
    }

    @Override
    public void proxyChanged(ProxyStatus status) {
        tell(listener -> listener.proxyChanged(status));
    }

    @Override
    public void proxyRemoved(String name) {
        tell(listener -> listener.proxyRemoved(name));
    }

    private void tell(Consumer<StatusListener> news) {
        List.copyOf(listeners).forEach(listener -> tell(listener, news));
    }

    private static void tell(StatusListener listener, Consumer<StatusListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException | Error bug) {
            Bugs.tell(bug);
        }
    }
}
