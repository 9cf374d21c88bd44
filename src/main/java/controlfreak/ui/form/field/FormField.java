package controlfreak.ui.form.field;

import javafx.beans.DefaultProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;

/** One field of a form: its label, its control, a hint, and what is wrong with it. FX thread only. */
@DefaultProperty("content")
public final class FormField extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Label label = new Label();
    private final Label hint = new Label();
    private final Label problem = new Label();
    private final ObjectProperty<Node> content = new SimpleObjectProperty<>();
    private final ObjectProperty<Node> target = new SimpleObjectProperty<>();
    private final StringProperty text = label.textProperty();
    private final StringProperty problemText = new SimpleStringProperty("");

    public FormField() {
        getStyleClass().add("form-field");
        label.getStyleClass().add("form-label");
        label.setMnemonicParsing(true);
        label.labelForProperty().bind(target);
        hint.getStyleClass().add("form-hint");
        problem.getStyleClass().add("form-problem");
        problem.textProperty().bind(problemText);
        for (Label below : new Label[] {hint, problem}) {
            below.setWrapText(true);
            below.setMinHeight(USE_PREF_SIZE);
            below.visibleProperty().bind(below.textProperty().isNotEmpty());
            below.managedProperty().bind(below.visibleProperty());
        }
        content.addListener((observable, old, node) -> {
            getChildren().setAll(label, node, hint, problem);
            if (target.get() == null) {
                target.set(node);
            }
        });
        target.addListener(changed -> speak());
        problemText.addListener(changed -> speak());
        hint.textProperty().addListener(changed -> speak());
        text.addListener(changed -> speak());
    }

    /** Shows an input in the text control of this field, and marks the input once the control was left. */
    public void bind(TextInput input) {
        bind(input, (TextInputControl) content.get());
    }

    /** Shows an input in a control that is a part of this field's. */
    public void bind(TextInput input, TextInputControl control) {
        control.textProperty().bindBidirectional(input.valueProperty());
        follow(input, control);
    }

    /** Shows what is wrong with an input whose text is bound elsewhere. */
    public void follow(TextInput input, Node control) {
        problemText.bind(input.shownProblemProperty());
        markOnceLeft(input, control);
    }

    /** Has what is wrong with an input shown from when its control was left. */
    public static void markOnceLeft(TextInput input, Node control) {
        control.focusedProperty().addListener((observable, was, is) -> {
            // A window that loses the focus keeps its focus owner: the field was not left.
            if (!is && control.getScene() != null && control.getScene().getFocusOwner() != control) {
                input.mark();
            }
        });
    }

    private void speak() {
        if (target.get() != null) {
            target.get().setAccessibleText(text.get().replace("_", ""));
            target.get().setAccessibleHelp(problemText.get().isEmpty() ? hint.getText() : problemText.get());
        }
        content.get().pseudoClassStateChanged(WRONG, !problemText.get().isEmpty());
    }

    public Node getContent() {
        return content.get();
    }

    public void setContent(Node node) {
        content.set(node);
    }

    /** The control that the label's mnemonic reaches; the content itself where nothing else was named. */
    public Node getTarget() {
        return target.get();
    }

    public void setTarget(Node node) {
        target.set(node);
    }

    public String getText() {
        return text.get();
    }

    public void setText(String newText) {
        text.set(newText);
    }

    public String getHint() {
        return hint.getText();
    }

    public void setHint(String newHint) {
        hint.setText(newHint);
    }

    public StringProperty hintProperty() {
        return hint.textProperty();
    }
}
