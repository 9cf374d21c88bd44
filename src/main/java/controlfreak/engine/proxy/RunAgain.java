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

    /** @param stage is to complete once it runs again */
    void wish(CompletableFuture<ProxyStatus> stage) {
        stages.add(stage);
    }

    boolean isWished() {
        return !stages.isEmpty();
    }

    /** A later wish has replaced that one, or it cannot be fulfilled. */
    void refuse(String reason) {
        takeStages().forEach(stage -> RefusedException.refuse(stage, reason));
    }

    /** The wish is fulfilled, and forgotten. */
    void fulfil(Consumer<List<CompletableFuture<ProxyStatus>>> run) {
        run.accept(takeStages());
    }

    private List<CompletableFuture<ProxyStatus>> takeStages() {
        List<CompletableFuture<ProxyStatus>> all = List.copyOf(stages);
        stages.clear();
        return all;
    }
}
