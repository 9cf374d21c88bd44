package controlfreak.ui.action;

import java.util.Optional;

/**
 * A line of the command palette: what can be done, or why it cannot. FX thread only.
 *
 * @param title what it does, in words that people search for
 * @param keys the keys that do the same; empty where there are none
 * @param obstacle why it cannot be done now; empty where it can
 */
public record PaletteEntry(String title, String keys, String obstacle, Runnable work) {
    /** What an action does now, under the name that it has for what is selected. */
    static PaletteEntry of(PanelAction action) {
        return new PaletteEntry(
                action.textProperty().get(),
                action.keys().map(KeyText::of).orElse(""),
                action.obstacleProperty().get(),
                action::run);
    }

    /** What is done by no action of its own. */
    public static PaletteEntry of(String title, Runnable work) {
        return new PaletteEntry(title, "", "", work);
    }

    public boolean canRun() {
        return obstacle.isEmpty();
    }

    /** What it does, without its outcome: {@code Start web-2}, {@code Ctrl+S}, why not. */
    public Optional<String> aside() {
        return Optional.of(canRun() ? keys : obstacle).filter(text -> !text.isEmpty());
    }
}
