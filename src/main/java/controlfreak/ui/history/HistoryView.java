package controlfreak.ui.history;

import controlfreak.ui.fx.Clipboards;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** The history pane: what was asked for and what happened, newest last. FX thread only. */
public final class HistoryView {
    private static final double ROW = 24;
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");

    private final HistoryViewModel model;
    private final Predicate<RowKey> jump;
    private final ObservableBooleanValue seen;
    private final Parent root;

    @FXML
    private ToggleGroup kinds;

    @FXML
    private ToggleButton everything;

    @FXML
    private ToggleButton actions;

    @FXML
    private ToggleButton failures;

    @FXML
    private ToggleButton selected;

    @FXML
    private Label problem;

    @FXML
    private TextField filter;

    @FXML
    private ListView<HistoryItem> list;

    @FXML
    private Label placeholder;

    @FXML
    private MenuItem show;

    @FXML
    private MenuItem copy;

    @FXML
    private MenuItem copyCommands;

    /**
     * @param jump shows a row in the table; says whether there still is one
     * @param seen whether the pane is in front
     */
    public HistoryView(HistoryViewModel model, Predicate<RowKey> jump, ObservableBooleanValue seen) {
        this.model = model;
        this.jump = jump;
        this.seen = seen;
        root = Views.load(this);
    }

    public Parent root() {
        return root;
    }

    @FXML
    private void initialize() {
        list.setItems(model.items());
        list.setFixedCellSize(ROW);
        list.setCellFactory(ignored -> new HistoryCell(model.zone()));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressedInList);
        new EndFollower(list, seen);
        Map<ToggleButton, HistoryFilter.Kind> meanings = Map.of(
                everything, HistoryFilter.Kind.ALL,
                actions, HistoryFilter.Kind.ACTIONS,
                failures, HistoryFilter.Kind.FAILURES);
        kinds.selectedToggleProperty().addListener((property, before, after) -> {
            if (after == null) {
                // A second press chooses none: one of them is always chosen.
                kinds.selectToggle(before);
            } else {
                model.kindProperty().set(meanings.get(after));
            }
        });
        selected.selectedProperty().bindBidirectional(model.selectedOnlyProperty());
        filter.textProperty().bindBidirectional(model.textProperty());
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        placeholder.textProperty().bind(model.placeholderProperty());
        placeholder.visibleProperty().bind(model.placeholderProperty().isNotEmpty());
        copy.disableProperty().bind(Bindings.isEmpty(list.getSelectionModel().getSelectedItems()));
        show.disableProperty().bind(copy.disableProperty());
        copyCommands
                .disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.commands(chosen()).isEmpty(),
                        list.getSelectionModel().getSelectedItems()));
    }

    private List<HistoryItem> chosen() {
        return List.copyOf(list.getSelectionModel().getSelectedItems());
    }

    @FXML
    private void keyPressed(KeyEvent event) {
        if (FIND.match(event)) {
            filter.requestFocus();
            filter.selectAll();
            event.consume();
        }
    }

    /** Before the list, which would keep these keys for editing. */
    private void keyPressedInList(KeyEvent event) {
        if (COPY.match(event)) {
            copy();
        } else if (event.getCode() == KeyCode.ENTER) {
            show();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            list.getSelectionModel().clearSelection();
        } else {
            return;
        }
        event.consume();
    }

    @FXML
    private void filterKeyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            filter.clear();
        } else if (event.getCode() != KeyCode.DOWN) {
            return;
        }
        list.requestFocus();
        event.consume();
    }

    @FXML
    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            show();
        }
    }

    /** Shows the first of the rows that are still there: the others stand near it, as a rule. */
    @FXML
    private void show() {
        HistoryItem item = list.getSelectionModel().getSelectedItem();
        if (item == null) {
            return;
        }
        for (RowKey row : item.entry().rows()) {
            if (jump.test(row)) {
                return;
            }
        }
    }

    @FXML
    private void copy() {
        Clipboards.put(model.copied(chosen()));
    }

    @FXML
    private void copyCommands() {
        Clipboards.put(model.commands(chosen()));
    }

    @FXML
    private void copyFile() {
        model.file().ifPresent(file -> Clipboards.put(file.toString()));
    }
}
