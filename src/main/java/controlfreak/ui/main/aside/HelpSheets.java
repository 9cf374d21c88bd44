package controlfreak.ui.main.aside;

import atlantafx.base.theme.Styles;
import controlfreak.ui.action.KeyText;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the Help menu shows beside the table. FX thread only. */
final class HelpSheets {
    private HelpSheets() {}

    /** Every action that has keys, and the keys that only the table knows. */
    static Node keys(List<PanelAction> actions, PanelAction change) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys");
        actions.forEach(action -> action.keys().ifPresent(keys -> line(grid, KeyText.of(keys), action.title())));
        line(grid, KeyText.of(KeyCombination.valueOf("Enter")), Texts.text("main.keys.table.enter"));
        line(grid, KeyText.of(KeyCombination.valueOf("Shift+F10")), Texts.text("main.keys.table.menu"));
        line(grid, KeyText.of(KeyCombination.valueOf("Esc")), Texts.text("main.keys.table.escape"));
        Button others = new Button(change.title());
        others.setOnAction(event -> change.run());
        ScrollPane scroll = new ScrollPane(new VBox(8, grid, others));
        scroll.setFitToWidth(true);
        return page(Texts.text("main.keys.title"), scroll);
    }

    static Node about() {
        Label text = new Label(Texts.text("main.about.text"));
        text.setWrapText(true);
        return page(Texts.text("app.name"), text);
    }

    private static VBox page(String title, Node content) {
        Label heading = new Label(title);
        heading.getStyleClass().add(Styles.TITLE_4);
        VBox page = new VBox(heading, content);
        page.getStyleClass().add("help");
        return page;
    }

    private static void line(GridPane grid, String keys, String text) {
        Label key = new Label(keys);
        key.getStyleClass().add("key");
        key.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), key, new Label(text));
    }
}
