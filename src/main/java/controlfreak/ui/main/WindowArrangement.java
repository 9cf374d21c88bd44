package controlfreak.ui.main;

import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Selection;
import controlfreak.ui.main.table.ServiceTable;
import controlfreak.ui.settings.WindowLayout;
import java.util.OptionalDouble;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Reads how a window is arranged, and arranges it so again. FX thread only. */
final class WindowArrangement {
    private WindowArrangement() {}

    static WindowLayout of(Stage stage, SplitPane split, PaneTabs panes, ServiceTable table, Selection selection) {
        return new WindowLayout(
                place(stage.getX()),
                place(stage.getY()),
                stage.getWidth(),
                stage.getHeight(),
                stage.isMaximized(),
                split.getDividerPositions()[0],
                panes.front(),
                RowKey.text(selection.keys()),
                table.isByTags(),
                table.columnLayout(),
                table.sortLayout());
    }

    private static OptionalDouble place(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static void restore(Stage stage, SplitPane split, PaneTabs panes, ServiceTable table, WindowLayout layout) {
        stage.setWidth(layout.width());
        stage.setHeight(layout.height());
        if (isOnScreen(layout)) {
            stage.setX(layout.x().getAsDouble());
            stage.setY(layout.y().getAsDouble());
        }
        stage.setMaximized(layout.maximized());
        split.setDividerPositions(layout.divider());
        panes.bringToFront(layout.pane());
        table.setByTags(layout.byTags());
        table.restore(layout.columns(), layout.sort());
    }

    /** A screen may be gone since; then the system places the window. */
    private static boolean isOnScreen(WindowLayout layout) {
        if (layout.x().isEmpty() || layout.y().isEmpty()) {
            return false;
        }
        Rectangle2D window =
                new Rectangle2D(layout.x().getAsDouble(), layout.y().getAsDouble(), layout.width(), layout.height());
        return Screen.getScreensForRectangle(window).stream()
                .map(Screen::getVisualBounds)
                .anyMatch(screen -> screen.contains(window.getMinX() + 50, window.getMinY() + 10));
    }
}
