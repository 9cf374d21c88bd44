package controlfreak.engine.proxy;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.status.ProxyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The wish that a proxy which ends runs again afterwards, if there is one. Engine thread only. */
final class RunAgain {
    private final List<CompletableFuture<ProxyStatus>> stages = new ArrayList<>();
    private final List<Runnable> startServices = new ArrayList<>();

    /**
     * @param stage is to complete once it runs again
     * @param services starts those that are to come back with it
     */
    void wish(CompletableFuture<ProxyStatus> stage, Runnable services) {
        stages.add(stage);
        startServices.add(services);
    }

    boolean isWished() {
        return !stages.isEmpty();
    }

    /** A later wish has replaced that one, or it cannot be fulfilled. */
    void refuse(String reason) {
        startServices.clear();
        takeStages().forEach(stage -> RefusedException.refuse(stage, reason));
    }

    /** The wish is fulfilled, and forgotten. */
    void fulfil(Consumer<List<CompletableFuture<ProxyStatus>>> run) {
        List<Runnable> services = List.copyOf(startServices);
        startServices.clear();
        run.accept(takeStages());
        services.forEach(Runnable::run);
    }

    private List<CompletableFuture<ProxyStatus>> takeStages() {
        List<CompletableFuture<ProxyStatus>> all = List.copyOf(stages);
        stages.clear();
        return all;
    }
}
