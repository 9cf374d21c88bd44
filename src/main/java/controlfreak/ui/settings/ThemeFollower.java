package controlfreak.ui.settings;

import controlfreak.ui.fx.Theme;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shows the theme that the operator wishes; that of the system as far as it is known, else the light one. FX thread
 * only.
 */
public final class ThemeFollower {
    private final Preferences preferences;
    private final Supplier<Optional<Theme>> system;
    private final Executor background;
    private final Executor fx;
    private final Consumer<Theme> show;
    private Optional<Theme> shown = Optional.empty();
    private boolean asking;

    /**
     * @param system tells what the system wishes; asked in the background, where it may block
     * @param show is told each other theme
     */
    public ThemeFollower(
            Preferences preferences,
            Supplier<Optional<Theme>> system,
            Executor background,
            Executor fx,
            Consumer<Theme> show) {
        this.preferences = preferences;
        this.system = system;
        this.background = background;
        this.fx = fx;
        this.show = show;
        preferences.themeProperty().addListener(choice -> {
            ask();
            show();
        });
        preferences.systemThemeProperty().addListener(wish -> show());
        show();
        ask();
    }

    /** Asks the system anew where its wish counts: call it when the operator comes back to the window. */
    public void ask() {
        if (!asking && preferences.themeProperty().get() == ThemeChoice.SYSTEM) {
            asking = true;
            background.execute(() -> {
                Optional<Theme> wish = system.get();
                fx.execute(() -> {
                    asking = false;
                    preferences.systemThemeProperty().set(wish);
                });
            });
        }
    }

    private void show() {
        Theme ofSystem = preferences.systemThemeProperty().get().orElse(Theme.LIGHT);
        Theme now = preferences.themeProperty().get().theme(ofSystem);
        if (!shown.equals(Optional.of(now))) {
            shown = Optional.of(now);
            show.accept(now);
        }
    }
}
