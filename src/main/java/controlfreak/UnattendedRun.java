package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.engine.StatusListener;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Starts all services of a workspace as soon as the engine knows them, prints a line for each state that changes, and
 * tells once whether all of them run. Engine thread only.
 */
final class UnattendedRun implements StatusListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Hears how it went; on the engine's thread. */
    interface Outcome {
        void allRun();

        /** A service was given up. */
        void failed(String name);
    }

    private final Controller controller;
    private final PrintStream out;
    private final Outcome outcome;
    private final Map<ServiceId, ServiceState> services = new HashMap<>();
    private final Map<String, ProxyState> proxies = new HashMap<>();
    private boolean told;

    UnattendedRun(Controller controller, PrintStream out, Outcome outcome) {
        this.controller = controller;
        this.out = out;
        this.outcome = outcome;
    }

    @Override
    public void serviceChanged(ServiceStatus status) {
        ServiceState before = services.put(status.id(), status.state());
        if (before == null) {
            controller.service(status.id()).ifPresent(service -> service.start().exceptionally(refused -> status));
        } else if (before != status.state()) {
            print(
                    status.since().atZone(ZoneId.systemDefault()).toLocalTime(),
                    status.id().name(),
                    status.state().name(),
                    status.pid(),
                    status.cause());
            judge(status);
        }
    }

    private void judge(ServiceStatus status) {
        boolean allRun = services.values().stream().allMatch(state -> state == ServiceState.RUNNING);
        if (!told && allRun) {
            told = true;
            outcome.allRun();
        } else if (!told && status.state() == ServiceState.FATAL) {
            told = true;
            outcome.failed(status.id().name());
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
            print(
                    status.since().atZone(ZoneId.systemDefault()).toLocalTime(),
                    "proxy " + status.name(),
                    status.state().name(),
                    status.pid(),
                    status.cause());
        }
        if (before == null) {
            controller
                    .proxy(status.name())
                    .filter(proxy -> !proxy.spec().auto())
                    .ifPresent(proxy -> proxy.run().exceptionally(refused -> status));
        }
    }

    @Override
    public void proxyRemoved(String name) {
        proxies.remove(name);
    }

    private void print(LocalTime time, String name, String state, OptionalLong pid, String cause) {
        out.println(TIME.format(time) + " " + name + " " + state.toLowerCase(Locale.ROOT)
                + (pid.isPresent() ? ", pid " + pid.getAsLong() : "") + (cause.isEmpty() ? "" : ": " + cause));
    }
}
