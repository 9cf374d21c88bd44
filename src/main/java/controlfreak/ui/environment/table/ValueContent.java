package controlfreak.ui.environment.table;

import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.state.Origins;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Shows a variable's value, masked where it is a secret and cut where it is long, and below it, struck through, what it
 * stands before. FX thread only.
 */
final class ValueContent implements Function<EnvironmentRow, Node> {
    private final EnvironmentViewModel viewModel;
    private final Label value = new Label();
    private final Label note = new Label();
    private final Button eye = new Button();
    private final Button enlarge = new Button(null, new FontIcon("mdi2a-arrow-expand"));
    private final VBox overridden = new VBox();
    private final VBox root;
    private EnvironmentRow row;

    ValueContent(EnvironmentViewModel viewModel, InPlaceEditing editing) {
        this.viewModel = viewModel;
        value.getStyleClass().add("code");
        value.setMaxWidth(Double.MAX_VALUE);
        value.setMinWidth(0);
        HBox.setHgrow(value, Priority.ALWAYS);
        note.getStyleClass().add("environment-note");
        note.setMinWidth(Label.USE_PREF_SIZE);
        eye.getStyleClass().addAll("flat", "button-icon", "small", "environment-eye");
        eye.setFocusTraversable(false);
        eye.setOnAction(event -> viewModel.revelations().set(row.name(), viewModel.isMasked(row)));
        enlarge.getStyleClass().addAll("flat", "button-icon", "small");
        enlarge.setFocusTraversable(false);
        enlarge.setTooltip(new Tooltip(Texts.text("env.edit-large")));
        enlarge.setAccessibleText(Texts.text("env.edit-large"));
        enlarge.setOnAction(event -> editing.edit(row, CellEdit.Column.VALUE));
        HBox line = new HBox(value, note, enlarge, eye);
        line.getStyleClass().add("environment-line");
        root = new VBox(line, overridden);
        root.getStyleClass().add("environment-stack");
    }

    @Override
    public Node apply(EnvironmentRow shown) {
        row = shown;
        boolean masked = viewModel.isMasked(row) && !row.removed();
        String text = row.value().orElse("");
        boolean large = !masked && ValueText.needsLines(text);
        value.setText(masked ? Secrets.MASK : ValueText.firstLine(text));
        note.setText(note(text, large));
        show(note, !note.getText().isEmpty() && !masked);
        show(enlarge, large && !row.gone());
        show(eye, row.secret() && !row.removed() && !viewModel.isDraft(row));
        eye.setGraphic(new FontIcon(masked ? "mdi2e-eye-outline" : "mdi2e-eye-off-outline"));
        eye.setAccessibleText(Texts.text(masked ? "env.value.reveal" : "env.value.mask", row.name()));
        overridden.getChildren().clear();
        row.overridden().forEach(setting -> setting.value().ifPresent(weaker -> strike(setting, weaker)));
        show(overridden, row.own() && !overridden.getChildren().isEmpty());
        return root;
    }

    private void strike(Setting setting, String weaker) {
        Label struck = new Label(viewModel.isMasked(row) ? Secrets.MASK : ValueText.firstLine(weaker));
        struck.getStyleClass().addAll("code", "overridden");
        struck.setMinWidth(0);
        Label origin = new Label(Origins.inWords(setting));
        origin.getStyleClass().add("environment-note");
        origin.setMinWidth(Label.USE_PREF_SIZE);
        HBox line = new HBox(struck, origin);
        line.getStyleClass().add("environment-line");
        overridden.getChildren().add(line);
    }

    private String note(String text, boolean large) {
        if (row.removed()) {
            return row.gone() ? "" : Texts.text("env.value.removed");
        }
        if (large) {
            return ValueText.size(text);
        }
        if (row.template().isPresent()) {
            return Texts.text("env.value.template", row.template().get());
        }
        return text.isEmpty() ? Texts.text("env.value.empty") : "";
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
