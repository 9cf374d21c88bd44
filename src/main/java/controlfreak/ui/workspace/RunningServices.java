package controlfreak.ui.workspace;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.Service;
import controlfreak.model.status.ServiceStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What runs of the open workspace, and its end. Any thread; nothing blocks. */
public interface RunningServices {
    /** The services that are up, or on their way. */
    List<ServiceStatus> live();

    /** How many proxies are up, with or without services. */
    int liveProxies();

    /** Asks all to end; completes once nothing is left. */
    CompletionStage<Void> stopAll();

    /** Ends at once those that are still being stopped. */
    void killAll();

    /** Those of the running panel. */
    static RunningServices of(Controller controller) {
        return new RunningServices() {
            @Override
            public List<ServiceStatus> live() {
                return controller.services().stream()
                        .map(Service::status)
                        .filter(status -> status.state().isUp())
                        .toList();
            }

            @Override
            public int liveProxies() {
                return (int)
                        controller.proxies().stream().filter(Proxy::isRunning).count();
            }

            @Override
            public CompletionStage<Void> stopAll() {
                return controller.stopAll();
            }

            @Override
            public void killAll() {
                // One that ended meanwhile refuses, and that is what was wanted.
                controller.services().stream()
                        .filter(service -> service.status().state().isLive())
                        .forEach(service -> service.kill().exceptionally(gone -> service.status()));
            }
        };
    }
}
