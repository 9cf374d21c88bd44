package controlfreak.ui.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;

/**
 * Calls again and again while a node can be seen. It is no animation: those keep the screen being drawn sixty times a
 * second even where nothing changes. FX thread only.
 */
final class LogTicker {
    private static final Executor NEXT =
            CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS, Platform::runLater);

    private final Node node;
    private final Runnable tick;
    private boolean running;

    LogTicker(Node node, Runnable tick) {
        this.node = node;
        this.tick = tick;
        node.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .addListener((property, old, now) -> run(now));
    }

    private void run(boolean shown) {
        if (shown && !running) {
            running = true;
            turn();
        }
    }

    private void turn() {
        Scene scene = node.getScene();
        running =
                scene != null && scene.getWindow() != null && scene.getWindow().isShowing();
        if (running) {
            if (isVisible()) {
                tick.run();
            }
            NEXT.execute(this::turn);
        }
    }

    /** Whether no parent is hidden, as the content of a tab behind another is. */
    private boolean isVisible() {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
