package controlfreak.ui.main.aside;

import controlfreak.ui.action.KeyBindings;
import controlfreak.ui.main.menu.MainActions;
import controlfreak.ui.main.menu.Pages;
import controlfreak.ui.settings.KeysView;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.SettingsView;
import java.util.function.Supplier;
import javafx.scene.Node;

/** Shows the pages about the panel itself in the window's sheet. FX thread only. */
public record SheetPages(SheetPane sheet, MainActions actions, KeyBindings bindings, Preferences preferences)
        implements Pages {
    @Override
    public void keys() {
        show("help-keys", () -> HelpSheets.keys(actions.all(), actions.changeKeys));
    }

    @Override
    public void changeKeys() {
        show("keys-page", () -> new KeysView(bindings).root());
    }

    @Override
    public void settings() {
        show("settings-page", () -> new SettingsView(preferences, this::changeKeys).root());
    }

    @Override
    public void about() {
        show("help-about", HelpSheets::about);
    }

    /** A page that is shown already stays: a key that is held down repeats, and would make it over and over. */
    private void show(String id, Supplier<Node> page) {
        if (!sheet.isShowing(id)) {
            Node made = page.get();
            made.setId(id);
            sheet.show(made);
        }
    }
}
