package controlfreak.ui.fx;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Moves buttons of a bar that has no room for them into its "…" menu, the last ones first. FX thread only. */
public final class ToolOverflow {
    private final HBox bar;
    private final List<Button> buttons;
    private final List<MenuItem> items;
    private final MenuButton more;

    private ToolOverflow(HBox bar, List<Button> buttons, MenuButton more) {
        this.bar = bar;
        this.buttons = buttons;
        this.more = more;
        items = buttons.stream().map(ToolOverflow::item).toList();
    }

    /** @param buttons those that may move, what is needed most first */
    public static void install(HBox bar, List<Button> buttons, MenuButton more) {
        ToolOverflow overflow = new ToolOverflow(bar, buttons, more);
        // Else it would be as wide as all of them, whatever there is room for.
        bar.setMinWidth(0);
        bar.widthProperty().addListener(width -> overflow.fit());
        bar.getChildren().forEach(child -> child.layoutBoundsProperty().addListener(bounds -> overflow.fit()));
        bar.needsLayoutProperty().addListener(layout -> overflow.fit());
    }

    private static MenuItem item(Button button) {
        MenuItem item = new MenuItem(button.getText());
        item.disableProperty().bind(button.disabledProperty());
        item.setOnAction(event -> button.fire());
        return item;
    }

    private void fit() {
        double room = bar.getWidth() - needed();
        for (int place = 0; place < buttons.size(); place++) {
            Button button = buttons.get(place);
            room -= button.prefWidth(-1) + bar.getSpacing();
            boolean isThere = room >= 0;
            if (button.isManaged() != isThere) {
                button.setManaged(isThere);
                button.setVisible(isThere);
            }
        }
        List<MenuItem> moved = IntStream.range(0, buttons.size())
                .filter(place -> !buttons.get(place).isManaged())
                .mapToObj(items::get)
                .toList();
        List<MenuItem> now = more.getItems().stream().filter(items::contains).toList();
        if (!now.equals(moved)) {
            more.getItems().removeAll(items);
            more.getItems().addAll(0, moved);
        }
    }

    /** What all others take that do not move. */
    private double needed() {
        Insets insets = bar.getInsets();
        double width = insets.getLeft() + insets.getRight();
        for (Node child : bar.getChildren()) {
            if (!buttons.contains(child) && child.isManaged()) {
                // What grows gives way first.
                boolean grows = HBox.getHgrow(child) == Priority.ALWAYS;
                width += (grows ? child.minWidth(-1) : child.prefWidth(-1)) + bar.getSpacing();
            }
        }
        return width;
    }
}
