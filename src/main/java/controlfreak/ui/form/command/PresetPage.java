package controlfreak.ui.form.command;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.preset.Preset;
import controlfreak.workspace.preset.Presets.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * The first page of a form for something new: what it is to run. A preset is chosen, by its name or its program, or a
 * command is typed that is none's. FX thread only.
 */
public final class PresetPage extends VBox {
    private final TextField what = new TextField();
    private final ListView<Optional<Choice>> list = new ListView<>();
    private final BiConsumer<Optional<Preset>, String> chosen;
    private final String other;

    /**
     * @param choices those whose program is installed first
     * @param other what it is where none of them is meant
     * @param chosen takes the preset, or none, and what was typed
     */
    public PresetPage(List<Choice> choices, String other, BiConsumer<Optional<Preset>, String> chosen) {
        this.other = other;
        this.chosen = chosen;
        getStyleClass().add("preset-page");
        what.setId("preset-what");
        what.setPromptText(Texts.text("form.presets.prompt"));
        what.setAccessibleHelp(Texts.text("form.presets.prompt"));
        list.setId("presets");
        list.setAccessibleText(Texts.text("form.presets"));
        list.setCellFactory(view -> new Cell());
        list.setFocusTraversable(false);
        VBox.setVgrow(list, Priority.ALWAYS);
        FilteredList<Optional<Choice>> shown = new FilteredList<>(FXCollections.observableList(Stream.concat(
                        Stream.of(Optional.<Choice>empty()), choices.stream().map(Optional::of))
                .toList()));
        list.setItems(shown);
        what.textProperty().addListener(changed -> {
            shown.setPredicate(item -> item.isEmpty() || isMeant(item.get()));
            list.getSelectionModel().select(!what.getText().isBlank() && shown.size() > 1 ? 1 : 0);
            list.scrollTo(0);
            list.refresh();
        });
        list.getSelectionModel().select(0);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Label question = new Label(Texts.text("form.presets.question"));
        question.getStyleClass().add("form-label");
        question.setMnemonicParsing(true);
        question.setLabelFor(what);
        getChildren().setAll(question, what, list);
    }

    private boolean isMeant(Choice choice) {
        Preset preset = choice.preset();
        String all = (preset.name() + " " + preset.about() + " " + String.join(" ", preset.programs()))
                .toLowerCase(Locale.ROOT);
        return Stream.of(what.getText().toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(all::contains);
    }

    private void key(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.ENTER) {
            choose();
        } else if (event.getCode() == KeyCode.DOWN) {
            select(at + 1);
        } else if (event.getCode() == KeyCode.UP) {
            select(at - 1);
        } else if (event.getCode() == KeyCode.PAGE_DOWN) {
            select(at + visible());
        } else if (event.getCode() == KeyCode.PAGE_UP) {
            select(at - visible());
        } else {
            return;
        }
        event.consume();
    }

    private int visible() {
        return Math.max(1, (int) (list.getHeight() / Cell.HEIGHT) - 1);
    }

    private void select(int wished) {
        int at = Math.max(0, Math.min(wished, list.getItems().size() - 1));
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - 1));
    }

    private void choose() {
        Optional<Choice> item = list.getSelectionModel().getSelectedItem();
        if (item != null) {
            chosen.accept(
                    item.map(Choice::preset), item.isEmpty() ? what.getText().strip() : "");
        }
    }

    public void focusFirst() {
        what.requestFocus();
        what.selectAll();
    }

    /** A preset, or that none is meant. */
    private final class Cell extends ListCell<Optional<Choice>> {
        private static final double HEIGHT = 48;

        private final FontIcon icon = Icons.of(MaterialDesignC.CONSOLE, "preset-icon");
        private final Label name = new Label();
        private final Label about = new Label();
        private final Label missing = new Label();
        private final HBox box;

        Cell() {
            setPrefHeight(HEIGHT);
            name.getStyleClass().add("form-label");
            about.getStyleClass().add("form-hint");
            missing.getStyleClass().add("form-hint");
            missing.setMinWidth(USE_PREF_SIZE);
            missing.managedProperty().bind(Bindings.isNotEmpty(missing.textProperty()));
            VBox words = new VBox(name, about);
            words.setMinWidth(0);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, Priority.ALWAYS);
            box = new HBox(icon, words, missing);
            box.getStyleClass().add("preset-choice");
            setOnMouseClicked(event -> {
                if (!isEmpty() && event.getButton() == MouseButton.PRIMARY) {
                    choose();
                }
            });
            // Without it a cell asks for the width of its words, and the list for a scroll bar.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Optional<Choice> item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setId(null);
                return;
            }
            String typed = what.getText().strip();
            icon.setIconLiteral(item.map(choice -> choice.preset().icon()).orElse("mdi2c-console"));
            name.setText(item.map(choice -> choice.preset().name()).orElse(other));
            about.setText(item.map(choice -> choice.preset().about())
                    .orElse(typed.isEmpty() ? Texts.text("form.presets.other.about") : typed));
            missing.setText(
                    item.filter(choice -> !choice.isFound()).isPresent() ? Texts.text("form.presets.missing") : "");
            setId(item.isEmpty() ? "preset-other" : null);
            setAccessibleText(name.getText() + ". " + about.getText() + " " + missing.getText());
            setGraphic(box);
        }
    }
}
