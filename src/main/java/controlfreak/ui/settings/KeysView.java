package controlfreak.ui.settings;

import controlfreak.ui.action.KeyBindings;
import controlfreak.ui.action.KeyText;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** The page where actions are given other keys: choose one, press Enter, press the keys. FX thread only. */
public final class KeysView {
    private final KeyBindings bindings;
    private final Parent root;

    /** The action that waits for keys to be pressed. */
    private Optional<PanelAction> waiting = Optional.empty();

    /** What was pressed although another action has it. */
    private Optional<KeyCombination> disputed = Optional.empty();

    @FXML
    private ListView<PanelAction> list;

    @FXML
    private HBox conflict;

    @FXML
    private Label question;

    @FXML
    private Button give;

    @FXML
    private Button leave;

    @FXML
    private Label said;

    @FXML
    private Button change;

    @FXML
    private Button none;

    @FXML
    private Button reset;

    @FXML
    private Button resetAll;

    public KeysView(KeyBindings bindings) {
        this.bindings = bindings;
        root = Views.load(this);
        conflict.managedProperty().bind(conflict.visibleProperty());
        said.managedProperty().bind(said.visibleProperty());
        said.visibleProperty().bind(said.textProperty().isNotEmpty());
        list.setCellFactory(view -> new KeysCell(bindings, action -> waiting.equals(Optional.of(action))));
        list.getItems().setAll(bindings.actions());
        list.getSelectionModel().selectFirst();
        list.getSelectionModel().selectedItemProperty().addListener(selected -> rest(""));
        list.focusedProperty().addListener((property, had, has) -> {
            if (!has && waiting.isPresent() && disputed.isEmpty()) {
                rest("");
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                change();
            }
        });
        rest("");
    }

    public Parent root() {
        return root;
    }

    private void press(KeyEvent event) {
        if (waiting.isPresent()) {
            event.consume();
            take(waiting.get(), event);
        } else if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            change();
        } else if (event.getCode() == KeyCode.BACK_SPACE) {
            event.consume();
            none();
        }
    }

    private void take(PanelAction action, KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (event.getCode() == KeyCode.ESCAPE && plain) {
            rest("");
        } else {
            KeyText.pressed(event).ifPresent(keys -> take(action, keys));
        }
    }

    private void take(PanelAction action, KeyCombination keys) {
        Optional<String> problem = KeyText.problem(keys);
        Optional<PanelAction> holder = bindings.holder(keys, action);
        if (problem.isPresent()) {
            said.setText(problem.get());
        } else if (holder.isPresent()) {
            disputed = Optional.of(keys);
            question.setText(
                    Texts.text("keys.question", KeyText.of(keys), holder.get().title()));
            give.setText(Texts.text("keys.give", action.title()));
            said.setText("");
            conflict.setVisible(true);
            leave.requestFocus();
        } else {
            bind(action, Optional.of(keys));
        }
    }

    private void bind(PanelAction action, Optional<KeyCombination> keys) {
        bindings.bind(action, keys);
        rest("");
    }

    private void rest(String text) {
        waiting = Optional.empty();
        disputed = Optional.empty();
        conflict.setVisible(false);
        said.setText(text);
        Optional<PanelAction> selected = selected();
        none.setDisable(selected.flatMap(PanelAction::keys).isEmpty());
        reset.setDisable(selected.filter(bindings::isChanged).isEmpty());
        resetAll.setDisable(bindings.actions().stream().noneMatch(bindings::isChanged));
        list.refresh();
    }

    private Optional<PanelAction> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    @FXML
    private void change() {
        list.requestFocus();
        rest("");
        waiting = selected();
        list.refresh();
    }

    @FXML
    private void give() {
        PanelAction action = waiting.orElseThrow();
        KeyCombination keys = disputed.orElseThrow();
        list.requestFocus();
        bind(action, Optional.of(keys));
    }

    @FXML
    private void leave() {
        list.requestFocus();
        rest("");
    }

    @FXML
    private void none() {
        list.requestFocus();
        selected().ifPresent(action -> bind(action, Optional.empty()));
    }

    @FXML
    private void reset() {
        list.requestFocus();
        selected().ifPresent(bindings::reset);
        rest("");
    }

    @FXML
    private void resetAll() {
        list.requestFocus();
        bindings.resetAll();
        rest(Texts.text("keys.wasreset"));
    }
}
