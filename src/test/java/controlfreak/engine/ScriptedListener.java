package controlfreak.engine;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is heard of an engine in a script: of each change, and of what was asked for. */
final class ScriptedListener implements StatusListener {
    /**
     * Something that was asked for.
     *
     * @param started the service that is to be up then, if it is that
     */
    record Asked(String what, CompletableFuture<?> stage, Optional<ServiceId> started) {}

    private final List<String> happened;
    final Map<ServiceId, ServiceStatus> services = new LinkedHashMap<>();
    final Map<String, ProxyStatus> proxies = new LinkedHashMap<>();
    final List<Asked> asked = new ArrayList<>();
    final List<RollingStatus> rolling = new ArrayList<>();

    /** Who was sent a signal on request. */
    final Set<ServiceId> signalled = new HashSet<>();

    ScriptedListener(Controller controller, List<String> happened) {
        this.happened = happened;
        controller.subscribe(this);
    }

    @Override
    public void serviceChanged(ServiceStatus status) {
        services.put(status.id(), status);
        String pid = status.pid().isPresent() ? " pid " + status.pid().getAsLong() : "";
        happened.add("    " + status.id() + " " + status.state() + pid + " " + status.cause());
    }

    @Override
    public void serviceRemoved(ServiceId id) {
        services.remove(id);
        happened.add("    " + id + " is removed");
    }

    @Override
    public void proxyChanged(ProxyStatus status) {
        proxies.put(status.name(), status);
        String changeover = status.changeover()
                .map(change -> " " + change.kind() + " " + change.phase())
                .orElse("");
        String pid = status.pid().isPresent() ? " pid " + status.pid().getAsLong() : "";
        happened.add("    " + status.name() + " " + status.state() + pid + changeover + " " + status.cause());
    }

    @Override
    public void proxyRemoved(String name) {
        proxies.remove(name);
        happened.add("    " + name + " is removed");
    }

    void of(String what, CompletionStage<?> stage) {
        ask(new Asked(what, stage.toCompletableFuture(), Optional.empty()));
    }

    void start(ServiceId id, CompletionStage<?> stage) {
        ask(new Asked(id + " starts", stage.toCompletableFuture(), Optional.of(id)));
    }

    private void ask(Asked request) {
        asked.add(request);
        happened.add("  asked: " + request.what());
        request.stage()
                .whenComplete((value, failure) -> happened.add(
                        "    told: " + request.what() + (failure == null ? ", done" : ", " + failure.getMessage())));
    }

    void isSignalled(ServiceId id) {
        signalled.add(id);
    }

    void progress(RollingStatus status) {
        rolling.add(status);
    }
}
