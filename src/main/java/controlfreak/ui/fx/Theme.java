package controlfreak.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Scene;

/** The panel's look: a theme's colours and the panel's own sheets, one for each area. FX thread only. */
public enum Theme {
    LIGHT,
    DARK;

    private static final List<String> SHEETS = Stream.of(
                    "panel", "table", "form", "environment", "log", "memory", "details", "history", "settings", "focus")
            .map(area -> Objects.requireNonNull(Theme.class.getResource("/controlfreak/ui/css/" + area + ".css"))
                    .toExternalForm())
            .toList();

    /** Sets the theme of the whole application. */
    public void apply() {
        Application.setUserAgentStylesheet(
                this == LIGHT ? new PrimerLight().getUserAgentStylesheet() : new PrimerDark().getUserAgentStylesheet());
    }

    /** Gives a scene the panel's own sheets. */
    public static void dress(Scene scene) {
        scene.getStylesheets().setAll(SHEETS);
        CutTexts.tell(scene);
    }
}
