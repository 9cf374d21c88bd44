package controlfreak.ui.environment;

import controlfreak.ui.environment.edit.EnvironmentEdits;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.table.CellEdit;
import controlfreak.ui.environment.table.EnvironmentTable;
import controlfreak.ui.environment.table.InPlaceEditing;
import controlfreak.ui.environment.table.ValueEditor;
import controlfreak.ui.environment.text.EnvironmentTextView;
import controlfreak.ui.environment.text.EnvironmentTextViewModel;
import controlfreak.ui.environment.transfer.EnvironmentClipboard;
import controlfreak.ui.environment.transfer.EnvironmentFiles;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Overlay;
import controlfreak.ui.fx.SaveChooser;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.ToolOverflow;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The pane that shows and edits the environment of what is selected. FX thread only. */
public final class EnvironmentView {
    private final EnvironmentViewModel viewModel;
    private final Dialogs dialogs;
    private final StackPane root;
    private final InPlaceEditing editing;
    private final EnvironmentTable lines;
    private final Overlay overlay;
    private final EnvironmentClipboard clipboard;
    private final EnvironmentFiles files;
    private final EnvironmentTextView text;
    private final Map<KeyCode, Runnable> keys = Map.of(
            KeyCode.INSERT, this::add, KeyCode.DELETE, this::remove, KeyCode.F2, this::edit, KeyCode.ENTER, this::edit);
    private final Map<KeyCode, Runnable> shortcuts = Map.of(KeyCode.C, this::copy, KeyCode.V, this::paste);

    @FXML
    private VBox pane;

    @FXML
    private HBox tools;

    @FXML
    private MenuButton more;

    @FXML
    private HBox levels;

    @FXML
    private TableView<EnvironmentRow> table;

    @FXML
    private TextField filter;

    @FXML
    private ToggleButton showInherited;

    @FXML
    private ToggleButton asText;

    @FXML
    private Button add;

    @FXML
    private Button paste;

    @FXML
    private Button remove;

    @FXML
    private Button useInherited;

    @FXML
    private MenuItem importFile;

    @FXML
    private MenuItem clear;

    @FXML
    private Label empty;

    @FXML
    private Label reach;

    @FXML
    private Label preloaded;

    @FXML
    private Label filesRead;

    @FXML
    private MenuItem envFiles;

    @FXML
    private Label notice;

    /**
     * @param saveChooser asks where to write an exported file
     * @param fileThread where files are read and written
     * @param onRestart restarts what has to be for the edited values to hold
     */
    public EnvironmentView(
            EnvironmentViewModel viewModel,
            Dialogs dialogs,
            SaveChooser saveChooser,
            Executor fileThread,
            Consumer<EnvironmentRestart> onRestart) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        root = Views.load(this);
        editing = new InPlaceEditing(viewModel, table, root, this::openLarge);
        lines = new EnvironmentTable(table, viewModel, editing);
        overlay = new Overlay(root, pane, this::focusTable);
        clipboard = new EnvironmentClipboard(viewModel, lines, overlay, this::say);
        files = new EnvironmentFiles(viewModel, dialogs, saveChooser, fileThread, overlay, this::say);
        text = new EnvironmentTextView(new EnvironmentTextViewModel(viewModel));
        asText.selectedProperty().addListener((property, was, wanted) -> turn(wanted));
        viewModel.targetProperty().addListener(changed -> {
            overlay.close();
            say(viewModel.lockProperty().get());
        });
        viewModel.lockProperty().addListener((property, before, reason) -> {
            overlay.close();
            allow();
            say(reason);
        });
        new LevelSwitch(levels, viewModel).show();
        filter.textProperty().bindBidirectional(viewModel.filterProperty());
        showInherited.selectedProperty().bindBidirectional(viewModel.showInheritedProperty());
        showInherited
                .textProperty()
                .bind(viewModel.inheritedCountProperty().map(count -> Texts.text("env.show-inherited", count)));
        empty.textProperty()
                .bind(Bindings.createStringBinding(
                        this::emptyText, viewModel.targetProperty(), viewModel.filterProperty()));
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<EnvironmentRow>)
                change -> allow());
        viewModel.rows().addListener((ListChangeListener<EnvironmentRow>) change -> allow());
        allow();
        say(viewModel.lockProperty().get());
        ToolOverflow.install(tools, List.of(add, remove, useInherited, paste), more);
        Views.showWhereTheySay(reach, preloaded, notice);
        reach.textProperty().bind(viewModel.reachProperty());
        preloaded.textProperty().bind(viewModel.preloadedProperty());
        FilesRead.show(filesRead, viewModel);
        pane.getChildren().add(new RestartBar(viewModel, onRestart).root());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
                event.consume();
                filter.requestFocus();
            } else if (event.isShortcutDown() && event.getCode() == KeyCode.T) {
                event.consume();
                asText.setSelected(!asText.isSelected());
            }
        });
    }

    /** Shows the table or the text in its place; the text stays as long as not all of it can be read. */
    private void turn(boolean toText) {
        if (!toText && !text.leave()) {
            asText.setSelected(true);
            return;
        }
        int place = pane.getChildren().indexOf(toText ? table : text.root());
        if (place >= 0) {
            pane.getChildren().set(place, toText ? text.root() : table);
            allow();
            focusTable();
        }
    }

    private String emptyText() {
        return viewModel.filterProperty().get().isBlank()
                ? Texts.text("env.empty", viewModel.targetProperty().get().inWords())
                : Texts.text("env.empty.filter");
    }

    private void allow() {
        boolean locked = viewModel.isLocked();
        boolean text = asText.isSelected();
        add.setDisable(locked || text);
        paste.setDisable(locked);
        importFile.setDisable(locked);
        envFiles.setDisable(locked);
        remove.setDisable(locked
                || text
                || lines.selectedOwn().isEmpty() && lines.selectedInherited().isEmpty());
        useInherited.setDisable(locked || text || lines.selectedOverriding().isEmpty());
        clear.setDisable(locked || viewModel.edits().own().isEmpty());
        filter.setDisable(text);
        showInherited.setDisable(text);
        table.getContextMenu().getItems().stream()
                .filter(item -> item.getStyleClass().contains("changes"))
                .forEach(item -> item.setDisable(locked));
    }

    private void key(KeyEvent event) {
        Runnable action = (event.isShortcutDown() ? shortcuts : keys).get(event.getCode());
        // A key that repeats comes again before the focus has left the table.
        boolean busy = editing.isOpen() || pane.isDisabled();
        boolean forbidden = viewModel.isLocked() && event.getCode() != KeyCode.C;
        if (action != null && !busy && !forbidden) {
            event.consume();
            action.run();
        }
    }

    @FXML
    private void add() {
        say("");
        editing.add();
    }

    @FXML
    private void edit() {
        lines.selected().stream().findFirst().ifPresent(row -> editing.edit(row, CellEdit.Column.VALUE));
    }

    @FXML
    private void rename() {
        lines.selected().stream().findFirst().ifPresent(row -> editing.edit(row, CellEdit.Column.NAME));
    }

    /** Own entries are forgotten, inherited ones are taken away. */
    @FXML
    private void remove() {
        List<String> own = lines.selectedOwn();
        List<String> inherited = lines.selectedInherited();
        if (!own.isEmpty()) {
            viewModel.edits().forget(own);
        }
        if (!inherited.isEmpty()) {
            viewModel.edits().takeAway(inherited);
        }
    }

    @FXML
    private void useInherited() {
        viewModel.edits().forget(lines.selectedOverriding());
    }

    @FXML
    private void clear() {
        int count = viewModel.edits().own().entries().size();
        String whose = EnvironmentEdits.inWords(viewModel.targetProperty().get());
        int answer = dialogs.ask(
                Texts.text("env.clear.title"),
                Texts.text("env.clear.text", count, whose),
                List.of(Texts.text("env.clear.do", count), Texts.text("env.clear.keep")),
                0);
        if (answer == 0) {
            viewModel.edits().clear();
        }
    }

    @FXML
    private void copy() {
        clipboard.copy(false);
    }

    @FXML
    private void copyWithSecrets() {
        clipboard.copy(true);
    }

    @FXML
    private void paste() {
        clipboard.paste();
    }

    @FXML
    private void chooseImport() {
        files.importFile();
    }

    @FXML
    private void chooseExport() {
        files.exportFile();
    }

    @FXML
    private void editFiles() {
        FilesRead.edit(viewModel, dialogs, overlay);
    }

    private void openLarge(EnvironmentRow row) {
        ValueEditor editor = new ValueEditor(
                row.name(), row.text(), value -> viewModel.edits().set(row.name(), value), overlay::close);
        overlay.open(editor.root());
    }

    private void say(String text) {
        notice.setText(text);
    }

    public Parent root() {
        return root;
    }

    /** Puts the focus on the variables. */
    public void focusTable() {
        if (asText.isSelected()) {
            text.focus();
        } else {
            table.requestFocus();
        }
    }
}
