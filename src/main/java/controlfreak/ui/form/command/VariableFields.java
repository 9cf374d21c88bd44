package controlfreak.ui.form.command;

import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.form.command.VariablesInput.Variable;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.field.LinesField;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The fields of one variable. A secret is masked until somebody asks to see it: what is typed over the mask replaces
 * it, the mask itself never does. FX thread only.
 */
final class VariableFields extends VBox {
    private final Variable variable;
    private final BooleanSupplier secret;
    private final TextInputControl name;
    private final TextInputControl value;
    private final PasswordField masked = new PasswordField();
    private final Button eye = new Button();
    private final BooleanProperty hidden = new SimpleBooleanProperty();

    /**
     * @param secret whether it is one, by its name as that is now
     * @param isOdd whether a field would drop something of its value
     * @param paste takes several variables from the clipboard; whether it has
     */
    VariableFields(Variable variable, BooleanSupplier secret, boolean isOdd, Runnable remove, BooleanSupplier paste) {
        this.variable = variable;
        this.secret = secret;
        name = new NameField(paste);
        value = variable.value().value().contains("\n") ? new LinesField() : new TextField();
        getStyleClass().add("form-field");
        Button away = tool("mdi2c-close", remove);
        eye.setOnAction(event -> hidden.set(!hidden.get()));
        eye.getStyleClass().addAll("flat", "button-icon", "small");
        eye.managedProperty().bind(eye.visibleProperty());
        StackPane values = new StackPane(value, masked);
        HBox.setHgrow(values, Priority.ALWAYS);
        HBox line = new HBox(variable.isNoted() ? known() : name, values, eye);
        line.getStyleClass().add("form-variable");
        if (!variable.isNoted()) {
            line.getChildren().add(away);
        }
        Label note = below("form-hint");
        note.setText(isOdd ? Texts.text("form.variables.odd") : variable.note());
        Label problem = below("form-problem");
        problem.textProperty().bind(problem(variable));
        getChildren().setAll(line, note, problem);
        open(isOdd);
        ObservableValue<String> of = variable.name().valueProperty();
        away.accessibleTextProperty().bind(of.map(text -> Texts.text("form.variables.remove", text)));
        value.accessibleTextProperty().bind(of.map(text -> Texts.text("form.variables.value", text)));
        masked.accessibleTextProperty().bind(value.accessibleTextProperty());
    }

    private Label known() {
        Label known = new Label(variable.name().value());
        known.setMnemonicParsing(false);
        known.getStyleClass().addAll("code", "form-variable-name");
        known.setTooltip(new Tooltip(variable.name().value()));
        known.setLabelFor(value);
        return known;
    }

    private static Button tool(String icon, Runnable action) {
        Button tool = new Button(null, new FontIcon(icon));
        tool.getStyleClass().addAll("flat", "button-icon", "small", "variable-remove");
        tool.setOnAction(event -> action.run());
        return tool;
    }

    private static Label below(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private static ObservableValue<String> problem(Variable variable) {
        return Bindings.createStringBinding(
                () -> variable.name().shownProblemProperty().get().isEmpty()
                        ? variable.value().shownProblemProperty().get()
                        : variable.name().shownProblemProperty().get(),
                variable.name().shownProblemProperty(),
                variable.value().shownProblemProperty());
    }

    private void open(boolean isOdd) {
        String id = variable.name().value();
        name.setPromptText(Texts.text("form.variables.name"));
        name.setAccessibleText(Texts.text("form.variables.name"));
        name.getStyleClass().addAll("code", "form-variable-name", "variable-name");
        value.getStyleClass().addAll("code", "variable-value");
        masked.getStyleClass().addAll("code", "variable-value");
        value.setId("variable-" + id);
        masked.setId("masked-" + id);
        value.setPromptText(Texts.text(variable.isNoted() ? "form.variables.unset" : "form.variables.empty"));
        name.textProperty().bindBidirectional(variable.name().valueProperty());
        value.textProperty().bindBidirectional(variable.value().valueProperty());
        value.setDisable(isOdd);
        StringProperty typed = masked.textProperty();
        typed.addListener((observable, before, now) -> {
            if (hidden.get()) {
                variable.value().valueProperty().set(now);
            }
        });
        masked.visibleProperty().bind(hidden);
        value.visibleProperty().bind(hidden.not());
        hidden.addListener(changed -> showMask());
        variable.name().valueProperty().addListener(changed -> mask());
        follow(variable.name(), name);
        follow(variable.value(), value);
        follow(variable.value(), masked);
        mask();
        showMask();
    }

    private static void follow(TextInput input, Node control) {
        FormField.markOnceLeft(input, control);
    }

    private void mask() {
        boolean isSecret = secret.getAsBoolean();
        eye.setVisible(isSecret);
        hidden.set(isSecret);
    }

    private void showMask() {
        boolean isHidden = hidden.get();
        if (!isHidden) {
            masked.clear();
        }
        masked.setPromptText(variable.value().value().isEmpty() ? value.getPromptText() : Secrets.MASK);
        eye.setGraphic(new FontIcon(isHidden ? "mdi2e-eye-outline" : "mdi2e-eye-off-outline"));
        eye.setAccessibleText(Texts.text(
                isHidden ? "env.value.reveal" : "env.value.mask",
                variable.name().value()));
    }

    void focusName() {
        (variable.isNoted() ? value : name).requestFocus();
    }

    /** A field for a name, into which several variables can be pasted at once. */
    private static final class NameField extends TextField {
        private final BooleanSupplier several;

        NameField(BooleanSupplier several) {
            this.several = several;
        }

        @Override
        public void paste() {
            if (!several.getAsBoolean()) {
                super.paste();
            }
        }
    }
}
