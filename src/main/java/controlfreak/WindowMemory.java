package controlfreak;

import controlfreak.ui.main.MainView;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.settings.SettingsStore;
import controlfreak.ui.settings.WindowLayout;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.stage.Stage;

/** Opens the window as it was when the last panel ended, and keeps how it is now for the next. FX thread only. */
final class WindowMemory {
    private final Stage stage;
    private final MainView view;
    private final MainViewModel model;
    private final SettingsStore settings;

    WindowMemory(Stage stage, MainView view, MainViewModel model, SettingsStore settings) {
        this.stage = stage;
        this.view = view;
        this.model = model;
        this.settings = settings;
    }

    void open() {
        WindowLayout layout = layout();
        view.attach(stage);
        view.restore(stage, layout);
        stage.show();
        // Some window managers open a window in a size of their own, so it is told again.
        Platform.runLater(() -> view.restore(stage, layout));
    }

    private WindowLayout layout() {
        return WindowLayout.of(settings.get().options());
    }

    /** Selects what was selected once the workspace that is opened now is there. */
    void select() {
        List<RowKey> keys = RowKey.read(layout().selected());
        model.document().openProperty().addListener(new InvalidationListener() {
            @Override
            public void invalidated(Observable open) {
                open.removeListener(this);
                // After what takes the focus as a workspace opens.
                Platform.runLater(() -> view.selectAll(keys.stream()
                        .filter(key -> model.rows().find(key).isPresent())
                        .toList()));
            }
        });
    }

    void keep() {
        view.layout(stage).toMap().forEach((name, value) -> settings.change(now -> now.withOption(name, value)));
    }
}
