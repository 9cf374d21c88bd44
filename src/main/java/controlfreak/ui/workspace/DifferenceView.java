package controlfreak.ui.workspace;

import atlantafx.base.theme.Styles;
import controlfreak.guard.VisibleText;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a workspace's file says that is not open here, line by line. FX thread only. */
public final class DifferenceView {
    private DifferenceView() {}

    /** A page to read. */
    public static Node of(FileWatch.Change change) {
        Label heading = new Label(Texts.text("workspace.outside.title"));
        heading.getStyleClass().add(Styles.TITLE_4);
        Label legend = new Label(Texts.text("workspace.outside.legend"));
        legend.setWrapText(true);
        legend.setMinHeight(Region.USE_PREF_SIZE);
        ListView<LineDifference.Line> lines = list(change.difference());
        VBox.setVgrow(lines, Priority.ALWAYS);
        VBox page = new VBox(heading, legend, lines);
        page.setId("difference");
        page.getStyleClass().addAll("help", "file-difference");
        return page;
    }

    private static ListView<LineDifference.Line> list(List<LineDifference.Line> lines) {
        ListView<LineDifference.Line> list = new ListView<>();
        list.getItems().setAll(lines);
        list.getStyleClass().addAll(Styles.DENSE, "file-difference-lines");
        list.setCellFactory(shown -> new Cell());
        list.setAccessibleText(Texts.text("workspace.outside.title"));
        return list;
    }

    private static final class Cell extends ListCell<LineDifference.Line> {
        @Override
        protected void updateItem(LineDifference.Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("same", "removed", "added", "gap");
            if (empty || line == null) {
                setText(null);
                return;
            }
            getStyleClass().add(line.kind().name().toLowerCase(Locale.ROOT));
            setText(sign(line.kind()) + VisibleText.of(line.text()));
        }

        private static String sign(LineDifference.Kind kind) {
            return switch (kind) {
                case SAME -> "  ";
                case REMOVED -> "− ";
                case ADDED -> "+ ";
                case GAP -> "⋯";
            };
        }
    }
}
