package controlfreak.ui.form.command;

import controlfreak.ui.environment.value.ControlPictures;
import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.form.command.VariablesInput.Variable;
import controlfreak.ui.form.field.Folding;
import controlfreak.ui.fx.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The part of a form that says which variables a service sets itself. FX thread only. */
public final class VariablesSection extends TitledPane {
    private final VBox rows = new VBox();
    private final Button add = new Button(Texts.text("form.variables.add"), new FontIcon("mdi2p-plus"));
    private final Map<Variable, VariableFields> shown = new HashMap<>();
    private VariablesInput input;

    public VariablesSection() {
        setId("variables");
        getStyleClass().add("form-folded");
        setExpanded(false);
        setAnimated(false);
        rows.getStyleClass().add("form-variables");
        add.setId("variable-add");
        add.getStyleClass().addAll("flat", "small");
        add.setOnAction(event -> shown.get(input.add()).focusName());
        Label hint = new Label(Texts.text("form.variables.hint"));
        hint.getStyleClass().add("form-hint");
        hint.setWrapText(true);
        VBox content = new VBox(rows, add, hint);
        content.getStyleClass().add("form-fields");
        setContent(content);
    }

    public void open(VariablesInput variables) {
        input = variables;
        textProperty().bind(input.wordsProperty());
        input.variablesProperty().addListener(changed -> show());
        show();
    }

    private void show() {
        List<Variable> now = input.variablesProperty().get();
        boolean isMore = now.stream().anyMatch(variable -> variable.isNoted() && !shown.containsKey(variable));
        shown.keySet().retainAll(now);
        now.forEach(variable -> shown.computeIfAbsent(variable, this::fields));
        rows.getChildren().setAll(now.stream().map(shown::get).toList());
        rows.setManaged(!now.isEmpty());
        // What a program is known to read is to be seen, and filled in.
        if (isMore) {
            setExpanded(true);
        }
    }

    private VariableFields fields(Variable variable) {
        Folding.unfoldOnProblem(this, List.of(variable.name(), variable.value()));
        return new VariableFields(
                variable,
                () -> input.isSecret(variable),
                ControlPictures.needed(variable.value().value().replace("\n", "")),
                () -> remove(variable),
                () -> pasteAfter(variable));
    }

    private void remove(Variable variable) {
        int at = input.variablesProperty().get().indexOf(variable);
        input.remove(variable);
        List<Variable> left = input.variablesProperty().get();
        if (at < left.size()) {
            shown.get(left.get(at)).focusName();
        } else {
            add.requestFocus();
        }
    }

    /** Takes several {@code NAME=value} lines at once; whether that is what the clipboard has. */
    private boolean pasteAfter(Variable variable) {
        String text = Clipboard.getSystemClipboard().getString();
        if (text == null || text.indexOf('=') < 0) {
            return false;
        }
        List<KeyValueText.Line> lines = KeyValueText.parse(text);
        if (lines.isEmpty()
                || lines.stream()
                        .anyMatch(line -> !line.isValid() || line.value().isEmpty())) {
            return false;
        }
        Variable last = variable;
        for (KeyValueText.Line line : lines) {
            Variable target = last == variable && variable.name().value().isBlank() ? variable : input.add();
            target.name().valueProperty().set(line.name());
            target.value().valueProperty().set(line.value().orElseThrow());
            last = target;
        }
        shown.get(last).focusName();
        return true;
    }
}
