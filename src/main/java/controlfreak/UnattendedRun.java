package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.engine.StatusListener;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.model.time.TimeOfDay;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Starts all services of a workspace as soon as the engine knows them, prints a line for each state that changes, and
 * tells once whether all of them run, or have done their work. Engine thread only.
 */
final class UnattendedRun implements StatusListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Hears how it went; on the engine's thread. */
    interface Outcome {
        void allRun();

        /** A service has failed and is not tried again. */
        void failed(String name);
    }

    private final Controller controller;
    private final TimeOfDay timeOfDay;
    private final PrintStream out;
    private final Outcome outcome;
    private final Map<ServiceId, ServiceState> services = new HashMap<>();
    private final Map<String, ProxyState> proxies = new HashMap<>();
    private final Set<ServiceId> done = new HashSet<>();
    private boolean told;

    UnattendedRun(Controller controller, TimeOfDay timeOfDay, PrintStream out, Outcome outcome) {
        this.timeOfDay = timeOfDay;
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
                    timeOfDay.of(status.since()).toLocalTime(),
                    status.id().name(),
                    status.state().name(),
                    status.pid(),
                    status.cause());
            judge(status);
        }
    }

    private void judge(ServiceStatus status) {
        ServiceState state = status.state();
        boolean hasFailed = state == ServiceState.FATAL || state == ServiceState.FAIL;
        if (isDone(status)) {
            done.add(status.id());
        } else {
            done.remove(status.id());
        }
        boolean allRun = services.entrySet().stream()
                .allMatch(service -> service.getValue() == ServiceState.RUNNING || done.contains(service.getKey()));
        if (!told && allRun) {
            told = true;
            outcome.allRun();
        } else if (!told && hasFailed) {
            told = true;
            outcome.failed(status.id().name());
        }
    }

    /** Whether it is a job that has come to its normal end. */
    private static boolean isDone(ServiceStatus status) {
        return status.state() == ServiceState.STOPPED
                && status.lastExit().filter(ExitStatus::isNormal).isPresent();
    }

    @Override
    public void serviceRemoved(ServiceId id) {
        services.remove(id);
        done.remove(id);
    }

    @Override
    public void proxyChanged(ProxyStatus status) {
        ProxyState before = proxies.put(status.name(), status.state());
        if (before != null && before != status.state()) {
            print(
                    timeOfDay.of(status.since()).toLocalTime(),
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
