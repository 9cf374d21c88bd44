package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;

/** Shows menus below the row that the keyboard is at, where it is in sight. FX thread only. */
public final class RowPlace {
    private static final double INDENT = 48;

    private RowPlace() {}

    static void show(ContextMenu menu, TreeTableView<Row> table) {
        int row = table.getFocusModel().getFocusedIndex();
        Optional<Node> line = table.lookupAll(".tree-table-row-cell").stream()
                .filter(node -> node.isVisible() && ((TreeTableRow<?>) node).getIndex() == row)
                .findFirst();
        Bounds at = line.map(node -> node.localToScreen(node.getLayoutBounds()))
                .orElseGet(() -> table.localToScreen(table.getLayoutBounds()));
        menu.show(table, at.getMinX() + INDENT, line.isPresent() ? at.getMaxY() : at.getMinY() + INDENT);
    }

    /** Shows what can be chosen from. */
    public static void showMenu(TreeTableView<Row> table, List<RowChoice> choices) {
        ContextMenu menu = new ContextMenu();
        choices.forEach(choice -> {
            MenuItem item = new MenuItem(choice.text());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> choice.action().run());
            menu.getItems().add(item);
        });
        // The menu that this was asked for in closes only after this, and would take it along.
        Platform.runLater(() -> show(menu, table));
    }
}
