package controlfreak.ui.environment.table;

import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.state.Origins;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** A cell that says how a variable differs from what runs, or from what it overrides. FX thread only. */
final class ChangeCell extends TableCell<EnvironmentRow, EnvironmentRow> {
    private final EnvironmentViewModel viewModel;

    ChangeCell(EnvironmentViewModel viewModel) {
        this.viewModel = viewModel;
        getStyleClass().add("environment-change");
        viewModel.revelations().changesProperty().addListener(changed -> render());
    }

    @Override
    protected void updateItem(EnvironmentRow row, boolean empty) {
        super.updateItem(row, empty);
        render();
    }

    private void render() {
        EnvironmentRow row = getItem();
        if (isEmpty() || row == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            return;
        }
        Optional<Setting> overridden = row.overridden().stream().findFirst();
        setText(Texts.text(
                "env.change." + row.change(),
                overridden.map(setting -> Origins.inWords(setting)).orElse("")));
        setGraphic(row.change().needsRestart() ? new FontIcon("mdi2r-restart") : null);
        List<String> more = details(row);
        setTooltip(more.isEmpty() ? null : new Tooltip(String.join("\n", more)));
    }

    private List<String> details(EnvironmentRow row) {
        List<String> details = new ArrayList<>();
        for (Optional<String> running : row.running()) {
            details.add(Texts.text("env.change.running", row.differing(), shown(row, running)));
        }
        for (Setting setting : row.overridden()) {
            details.add(Texts.text("env.change.overridden", Origins.inWords(setting), shown(row, setting.value())));
        }
        return details;
    }

    private String shown(EnvironmentRow row, Optional<String> value) {
        return value.map(text -> viewModel.isMasked(row) ? Secrets.MASK : ValueText.firstLine(text))
                .orElseGet(() -> Texts.text("env.change.running.none"));
    }
}
