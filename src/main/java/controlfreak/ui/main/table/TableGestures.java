package controlfreak.ui.main.table;

import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.state.MainViewModel;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

/** What mouse and keys do on the table beyond selecting: its menu, the form, and back to rest. FX thread only. */
public final class TableGestures {
    private final TreeTableView<Row> table;
    private final TypeSelect typeSelect;
    private final MainViewModel model;
    private final ContextMenu menu;
    private final PanelAction edit;
    private final PanelAction details;
    private final List<PanelAction> taken;
    private final Runnable rest;

    /**
     * @param menuOpen is told when the menu opens and closes
     * @param taken whose keys a table would keep for editing cells and selecting columns
     * @param rest closes what is open beside the table
     */
    public TableGestures(
            TreeTableView<Row> table,
            MainViewModel model,
            ContextMenu menu,
            Consumer<Boolean> menuOpen,
            PanelAction edit,
            PanelAction details,
            List<PanelAction> taken,
            Runnable rest) {
        this.table = table;
        this.model = model;
        typeSelect = new TypeSelect(model.clock());
        this.menu = menu;
        this.edit = edit;
        this.details = details;
        this.taken = taken;
        this.rest = rest;
        table.setPlaceholder(nothingFound());
        menu.setOnShown(event -> menuOpen.accept(true));
        menu.setOnHidden(event -> menuOpen.accept(false));
        // Set as the table's own menu, its keys would be the scene's a second time.
        table.setOnContextMenuRequested(event -> {
            event.consume();
            menu.show(table, event.getScreenX(), event.getScreenY());
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::press);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressTaken);
        table.addEventHandler(KeyEvent.KEY_TYPED, this::type);
        table.setOnMouseClicked(this::click);
    }

    private Node nothingFound() {
        Button all = new Button(Texts.text("main.nothing.clear"));
        all.setOnAction(event -> model.filterProperty().set(RowFilter.NONE));
        VBox nothing = new VBox(new Label(Texts.text("main.nothing")), all);
        nothing.getStyleClass().add("nothing");
        return nothing;
    }

    private void press(KeyEvent event) {
        boolean menuKey =
                event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
        if (menuKey) {
            event.consume();
            RowPlace.show(menu, table);
        } else if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            details.run();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            rest.run();
        }
    }

    private void type(KeyEvent event) {
        String text = event.getCharacter();
        boolean isName = !event.isShortcutDown()
                && !event.isAltDown()
                && !text.isEmpty()
                && text.codePoints().noneMatch(Character::isISOControl)
                && !text.isBlank();
        if (!isName) {
            return;
        }
        List<String> names = IntStream.range(0, table.getExpandedItemCount())
                .mapToObj(row -> table.getTreeItem(row).getValue().facts().title())
                .toList();
        typeSelect.type(text, names, table.getFocusModel().getFocusedIndex()).ifPresent(row -> {
            table.getSelectionModel().clearAndSelect(row);
            table.scrollTo(row);
        });
        event.consume();
    }

    private void pressTaken(KeyEvent event) {
        taken.stream()
                .filter(action ->
                        action.keys().filter(keys -> keys.match(event)).isPresent())
                .findFirst()
                .ifPresent(action -> {
                    event.consume();
                    action.run();
                });
    }

    /** A double click on a row that has others below it opens and closes it, as the table does by itself. */
    private void click(MouseEvent event) {
        boolean onLeaf = model.selection().keys().size() == 1
                && model.selection().rows().get(0).children().isEmpty();
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && onLeaf) {
            edit.run();
        }
    }
}
