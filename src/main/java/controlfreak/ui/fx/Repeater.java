package controlfreak.ui.fx;

import controlfreak.ui.fx.StatusFeed.Later;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Calls again and again while a node can be seen. It is no animation: those keep the screen being drawn sixty times a
 * second even where nothing changes, and hold all that they know for ever. FX thread only.
 */
public final class Repeater {
    /** As often as people see that something changes. */
    public static final Duration OFTEN = Duration.ofMillis(150);

    private final Node node;
    private final Duration period;
    private final Runnable tick;
    private boolean running;

    public Repeater(Node node, Duration period, Runnable tick) {
        this.node = node;
        this.period = period;
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
        Window window = scene == null ? null : scene.getWindow();
        running = window != null && window.isShowing();
        if (running) {
            boolean isIcon = window instanceof Stage stage && stage.isIconified();
            if (!isIcon && Views.isSeen(node)) {
                tick.run();
            }
            Later.fx().run(period, this::turn);
        }
    }
}
