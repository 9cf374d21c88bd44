package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.base.Wish;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The wished workspace, and all ways to wish for another. Any thread; nothing blocks. */
final class Edits {
    private final EngineLoop loop;
    private volatile Wish wish;
    private Consumer<CompletableFuture<Void>> reconcile = stage -> stage.complete(null);

    Edits(EngineLoop loop, Wish first) {
        this.loop = loop;
        this.wish = first;
    }

    /** @param reconciling makes the wish true, on the engine's thread, and completes the stage once it is */
    void onEdit(Consumer<CompletableFuture<Void>> reconciling) {
        reconcile = reconciling;
    }

    Wish wish() {
        return wish;
    }

    /** The stages of all complete once the wish is true; they fail where it cannot be one, with the reason. */
    CompletionStage<Void> replace(Workspace workspace, Path folder) {
        return loop.ask(stage -> {
            wish = new Wish(workspace, folder.toAbsolutePath());
            reconcile.accept(stage);
        });
    }

    CompletionStage<Void> addProxy(ProxySpec proxy) {
        return edit(workspace -> workspace.withProxy(proxy));
    }

    CompletionStage<Void> removeProxy(String name) {
        return edit(workspace -> {
            require(workspace.proxy(name), "There is no proxy named " + name + ".");
            return workspace.withoutProxy(name);
        });
    }

    CompletionStage<Void> changeProxy(String name, UnaryOperator<ProxySpec> change) {
        return edit(workspace -> workspace.withProxyReplaced(
                name, change.apply(require(workspace.proxy(name), "There is no proxy named " + name + "."))));
    }

    /** @param proxy empty where the service is to run by itself */
    CompletionStage<Void> addService(Optional<String> proxy, ServiceSpec service) {
        return edit(workspace -> workspace.withService(proxy, service));
    }

    CompletionStage<Void> removeService(ServiceId id) {
        return edit(workspace -> {
            require(workspace.service(id.service()), "There is no service named " + id.service() + ".");
            return workspace.withoutService(id.service());
        });
    }

    private CompletionStage<Void> edit(UnaryOperator<Workspace> change) {
        return loop.ask(stage -> {
            try {
                wish = new Wish(change.apply(wish.workspace()), wish.folder());
            } catch (IllegalArgumentException e) {
                RefusedException.refuse(stage, e.getMessage());
                return;
            }
            reconcile.accept(stage);
        });
    }

    private static <T> T require(Optional<T> value, String problem) {
        return value.orElseThrow(() -> new IllegalArgumentException(problem));
    }
}
