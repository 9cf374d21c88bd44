package controlfreak.ui.environment.table;

import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.value.ValueText;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Edits names and values in their cells. The table's own editing forgets what was typed as soon as the focus moves and
 * cannot keep an editor open that holds a mistake, so the cells are only told which of them shows the editor. FX thread
 * only.
 */
public final class InPlaceEditing {
    private final EnvironmentViewModel viewModel;
    private final TableView<EnvironmentRow> table;
    private final Node pane;
    private final Consumer<EnvironmentRow> largeEditor;
    private final ReadOnlyObjectWrapper<CellEdit> current = new ReadOnlyObjectWrapper<>();

    /**
     * @param pane where a press of the mouse outside the editor takes what was typed
     * @param largeEditor edits a value that does not fit a field of one line
     */
    public InPlaceEditing(
            EnvironmentViewModel viewModel,
            TableView<EnvironmentRow> table,
            Node pane,
            Consumer<EnvironmentRow> largeEditor) {
        this.viewModel = viewModel;
        this.table = table;
        this.pane = pane;
        this.largeEditor = largeEditor;
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (isOpen() && !isInside(event.getTarget(), current.get().node())) {
                commitOrCancel();
            }
        });
        viewModel.targetProperty().addListener(changed -> close());
        viewModel.lockProperty().addListener(changed -> {
            if (isOpen()) {
                cancel();
            }
        });
    }

    ReadOnlyObjectProperty<CellEdit> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public boolean isOpen() {
        return current.get() != null;
    }

    Optional<CellEdit> at(EnvironmentRow row, CellEdit.Column column) {
        return Optional.ofNullable(current.get()).filter(edit -> edit.isAt(row, viewModel.isDraft(row), column));
    }

    /** Begins a new line. */
    public void add() {
        if (viewModel.isLocked() || isOpen() && !commit()) {
            return;
        }
        viewModel.beginDraft("");
        table.scrollTo(0);
        table.getSelectionModel().clearAndSelect(0);
        begin(viewModel.rows().get(0), CellEdit.Column.NAME);
    }

    /** Edits a cell; an inherited value becomes an own one that overrides it, an inherited name stays. */
    public void edit(EnvironmentRow row, CellEdit.Column column) {
        if (viewModel.isLocked() || row.gone() || isOpen() && !commit()) {
            return;
        }
        CellEdit.Column editable = row.own() ? column : CellEdit.Column.VALUE;
        boolean large = editable == CellEdit.Column.VALUE && ValueText.needsLines(row.text());
        if (large) {
            largeEditor.accept(row);
        } else {
            begin(row, editable);
        }
    }

    private void begin(EnvironmentRow row, CellEdit.Column column) {
        CellEdit edit = new CellEdit(row, viewModel.isDraft(row), column, viewModel.isMasked(row));
        edit.field().addEventFilter(KeyEvent.KEY_PRESSED, event -> key(edit, event));
        edit.setOnLargePaste(text -> toLargeEditor(edit, text));
        edit.field().textProperty().addListener((observable, old, typed) -> {
            edit.say(problem(edit).filter(wrong -> !typed.isEmpty()));
            if (edit.column() == CellEdit.Column.VALUE && ValueText.needsLines(typed)) {
                toLargeEditor(edit, typed);
            }
        });
        edit.field().focusedProperty().addListener((observable, was, is) -> {
            if (!is && leftPane(edit)) {
                commitOrCancel();
            }
        });
        current.set(edit);
    }

    private boolean leftPane(CellEdit edit) {
        Node owner =
                edit.field().getScene() == null ? null : edit.field().getScene().getFocusOwner();
        return current.get() == edit && owner != null && !isInside(owner, pane);
    }

    private static boolean isInside(Object target, Node ancestor) {
        for (Node node = target instanceof Node start ? start : null; node != null; node = node.getParent()) {
            if (node == ancestor) {
                return true;
            }
        }
        return false;
    }

    private void key(CellEdit edit, KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
            event.consume();
            boolean name = edit.column() == CellEdit.Column.NAME;
            if (commit() && !isOpen() && name && event.getCode() == KeyCode.TAB) {
                table.getSelectionModel().getSelectedItems().stream()
                        .findFirst()
                        .ifPresent(row -> edit(row, CellEdit.Column.VALUE));
            }
        } else if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            cancel();
        }
    }

    /** A field of one line would flatten newlines: what does not fit goes on in the larger one. */
    private void toLargeEditor(CellEdit edit, String text) {
        Platform.runLater(() -> {
            if (current.get() == edit) {
                EnvironmentRow row = EnvironmentRow.draft(
                        edit.name(), viewModel.targetProperty().get().origin());
                cancel();
                largeEditor.accept(row.withValue(text));
            }
        });
    }

    private Optional<String> problem(CellEdit edit) {
        String typed = edit.field().getText();
        return edit.column() == CellEdit.Column.NAME
                ? viewModel.nameProblem(typed, edit.draft() ? "" : edit.name())
                : viewModel.edits().valueProblem(edit.name(), typed);
    }

    /** Takes what was typed, or says what is wrong with it and stays open. */
    boolean commit() {
        CellEdit edit = current.get();
        Optional<String> wrong = problem(edit);
        if (wrong.isPresent()) {
            edit.say(wrong);
            return false;
        }
        String typed = edit.field().getText();
        boolean keepsOld = edit.keepsOld();
        close();
        if (edit.column() == CellEdit.Column.NAME) {
            named(edit, typed);
        } else if (!keepsOld) {
            viewModel.endDraft();
            viewModel.edits().set(edit.name(), typed);
            select(edit.name());
        }
        table.requestFocus();
        return true;
    }

    private void named(CellEdit edit, String typed) {
        if (edit.draft()) {
            viewModel.beginDraft(typed);
            begin(viewModel.rows().get(0), CellEdit.Column.VALUE);
        } else if (!typed.equals(edit.name())) {
            viewModel.edits().rename(edit.name(), typed);
            select(typed);
        }
    }

    private void select(String name) {
        for (EnvironmentRow row : viewModel.rows()) {
            if (row.name().equals(name)) {
                table.getSelectionModel().clearSelection();
                table.getSelectionModel().select(row);
            }
        }
    }

    private void commitOrCancel() {
        if (!commit()) {
            cancel();
        } else if (isOpen()) {
            // A new line that was named and then left has an empty value.
            commit();
        }
    }

    void cancel() {
        boolean draft = isOpen() && current.get().draft();
        close();
        if (draft) {
            viewModel.endDraft();
        }
        table.requestFocus();
    }

    private void close() {
        current.set(null);
    }
}
