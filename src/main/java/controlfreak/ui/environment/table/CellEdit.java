package controlfreak.ui.environment.table;

import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;

/** One name or value that is edited in its cell, with what is wrong with it right below. FX thread only. */
public final class CellEdit {
    /** Which cell of a line is edited. */
    public enum Column {
        NAME,
        VALUE
    }

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final String name;
    private final boolean draft;
    private final boolean blind;
    private final Column column;
    private final TextField field;
    private final Label problem = new Label();
    private final VBox node;
    private Consumer<String> onLargePaste = text -> {};

    /**
     * @param masked whether the value must not be seen: then a new one is typed blindly
     */
    CellEdit(EnvironmentRow row, boolean draft, Column column, boolean masked) {
        name = row.name();
        this.draft = draft;
        this.column = column;
        blind = masked && column == Column.VALUE && !draft;
        field = blind ? blindField() : openField();
        field.setText(blind ? "" : column == Column.NAME ? name : row.text());
        if (blind) {
            field.setPromptText(Texts.text("env.value.new"));
        }
        field.setId(column == Column.NAME ? "edit-name" : "edit-value");
        field.setAccessibleText(Texts.text(column == Column.NAME ? "env.column.name" : "env.column.value"));
        field.selectAll();
        problem.getStyleClass().add("environment-problem");
        say(Optional.empty());
        node = new VBox(field, problem);
        node.getStyleClass().add("cell-edit");
    }

    private PasswordField blindField() {
        return new PasswordField() {
            @Override
            public void paste() {
                if (!pasteLarge()) {
                    super.paste();
                }
            }
        };
    }

    private TextField openField() {
        return new TextField() {
            @Override
            public void paste() {
                if (!pasteLarge()) {
                    super.paste();
                }
            }
        };
    }

    /** A field of one line would flatten newlines. */
    private boolean pasteLarge() {
        Optional<String> large = Optional.ofNullable(
                        Clipboard.getSystemClipboard().getString())
                .filter(text -> column == Column.VALUE && ValueText.needsLines(text));
        large.ifPresent(onLargePaste);
        return large.isPresent();
    }

    void setOnLargePaste(Consumer<String> action) {
        onLargePaste = action;
    }

    boolean isAt(EnvironmentRow row, boolean rowIsDraft, Column wanted) {
        return column == wanted && draft == rowIsDraft && name.equals(row.name());
    }

    String name() {
        return name;
    }

    boolean draft() {
        return draft;
    }

    Column column() {
        return column;
    }

    TextField field() {
        return field;
    }

    Node node() {
        return node;
    }

    /** Whether nothing was typed where the old value is not shown: the old one stays then, and no mask is written. */
    boolean keepsOld() {
        return blind && field.getText().isEmpty();
    }

    void say(Optional<String> wrong) {
        problem.setText(wrong.orElse(""));
        problem.setVisible(wrong.isPresent());
        problem.setManaged(wrong.isPresent());
        field.pseudoClassStateChanged(WRONG, wrong.isPresent());
        field.setAccessibleHelp(wrong.orElse(""));
        problem.setTooltip(wrong.map(Tooltip::new).orElse(null));
    }
}
