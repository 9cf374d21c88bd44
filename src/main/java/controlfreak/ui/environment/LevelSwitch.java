package controlfreak.ui.environment;

import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** Buttons for what was selected and for all that it inherits from, the weakest level first. FX thread only. */
final class LevelSwitch {
    /** Names may be long; a tooltip has all of them. */
    private static final double WIDEST = 180;

    private final HBox box;
    private final EnvironmentViewModel viewModel;

    LevelSwitch(HBox box, EnvironmentViewModel viewModel) {
        this.box = box;
        this.viewModel = viewModel;
        viewModel.levels().addListener((ListChangeListener<EnvironmentTarget>) change -> show());
        viewModel.targetProperty().addListener(changed -> show());
    }

    void show() {
        ToggleGroup group = new ToggleGroup();
        box.getChildren().clear();
        for (EnvironmentTarget level : viewModel.levels()) {
            ToggleButton button = new ToggleButton(level.inWords());
            button.setMnemonicParsing(false);
            button.setToggleGroup(group);
            button.setMaxWidth(WIDEST);

            button.setSelected(level.equals(viewModel.targetProperty().get()));
            button.setOnAction(event -> {
                button.setSelected(true);
                viewModel.showLevel(level);
            });
            box.getChildren().add(button);
        }
    }
}
