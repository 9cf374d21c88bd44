package controlfreak.ui.log;

import controlfreak.log.LogStream;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * A line of the log: a bar and a letter for its stream, its time, its source in a colour of its own, its text with
 * what was found in it marked. FX thread only.
 */
final class LogCell extends ListCell<LogEntry> {
    private static final PseudoClass ERR = PseudoClass.getPseudoClass("err");
    private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final int COLOURS = 8;
    private static final int NAME_LENGTH = 16;
    private static final double SCROLL_BAR = 16;

    private final LogViewModel model;
    private final Region bar = styled(new Region(), "log-bar");
    private final Label mark = styled(new Label(), "log-mark");
    private final Label time = styled(new Label(), "log-time");
    private final Label name = styled(new Label(), "log-name");
    private final TextFlow flow = styled(new TextFlow(), "log-flow");
    private final HBox box = styled(new HBox(bar, mark, time, name, flow), "log-line");

    LogCell(LogViewModel model) {
        this.model = model;
        HBox.setHgrow(flow, Priority.ALWAYS);
        time.managedProperty().bind(time.visibleProperty());
        name.managedProperty().bind(name.visibleProperty());
        for (Region fixed : List.of(mark, time, name)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        model.find().revisionProperty().addListener((property, old, now) -> redraw());
        model.timesProperty().addListener((property, old, now) -> redraw());
        model.wrapProperty().addListener((property, old, now) -> redraw());
    }

    private static <N extends Node> N styled(N node, String styleClass) {
        node.getStyleClass().add(styleClass);
        return node;
    }

    private void redraw() {
        if (getItem() != null) {
            updateItem(getItem(), isEmpty());
        }
    }

    @Override
    protected void updateItem(LogEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        boolean blank = empty || entry == null;
        pseudoClassStateChanged(ERR, !blank && entry.stream() == LogStream.ERR);
        pseudoClassStateChanged(NOTE, !blank && entry.stream().isPanel());
        pseudoClassStateChanged(CURRENT, !blank && model.find().isCurrent(entry));
        setText(null);
        if (blank) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        mark.setText(markOf(entry.stream()));
        time.setText(LogExport.time(entry.time()));
        time.setVisible(model.timesProperty().get());
        showName(entry);
        flow.getChildren().setAll(pieces(entry, model.find().matchOf(entry)));
        flow.setMinWidth(model.wrapProperty().get() ? 0 : Region.USE_PREF_SIZE);
        setGraphic(box);
        setAccessibleText(Texts.text(
                "log.line.accessible", entry.name(), LogWords.time(entry.time()), mark.getText(), entry.text()));
    }

    private void showName(LogEntry entry) {
        name.setVisible(model.isMerged());
        name.setText(inColumn(entry.name(), model.longestName()));
        name.getStyleClass().setAll("log-name", "source-" + entry.source() % COLOURS);
    }

    /**
     * The end of a name tells more than its beginning: there the instances differ. Lines of what was selected before may
     * still be shown, with longer names than there are now.
     */
    private static String inColumn(String name, int longest) {
        return name.length() > NAME_LENGTH
                ? "…" + name.substring(name.length() - NAME_LENGTH + 1)
                : name + " ".repeat(Math.max(0, Math.min(NAME_LENGTH, longest) - name.length()));
    }

    private static String markOf(LogStream stream) {
        return switch (stream) {
            case OUT -> "";
            case ERR -> Texts.text("log.mark.err");
            case NOTE, START, END -> Texts.text("log.mark.note");
        };
    }

    private static List<Node> pieces(LogEntry entry, Optional<LogMatch> match) {
        List<Node> pieces = new ArrayList<>();
        String text = entry.text();
        int[] ranges = match.map(LogMatch::ranges).orElse(new int[0]);
        int at = 0;
        boolean beyond = false;
        for (int i = 0; i < ranges.length; i += 2) {
            int start = Math.min(ranges[i], text.length());
            int end = Math.min(ranges[i + 1], text.length());
            beyond |= ranges[i + 1] > text.length();
            addPlain(pieces, text.substring(at, start));
            if (end > start) {
                pieces.add(styled(new Label(text.substring(start, end)), "log-found"));
            }
            at = end;
        }
        addPlain(pieces, text.substring(at));
        if (entry.hiddenBytes() > 0) {
            Label more = styled(new Label(more(entry.hiddenBytes())), "log-more");
            pieces.add(beyond ? styled(more, "log-found") : more);
        } else if (entry.line().continued()) {
            pieces.add(styled(new Label(Texts.text("log.continued")), "log-more"));
        }
        return pieces;
    }

    private static String more(int bytes) {
        return bytes < 1024
                ? Texts.text("log.more.bytes", bytes)
                : Texts.text("log.more.kilobytes", Math.round(bytes / 1024.0));
    }

    private static void addPlain(List<Node> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(styled(new Text(text), "log-text"));
        }
    }

    /** A cell asks its graphic for a height without saying how wide it is, which would never wrap. */
    @Override
    protected double computePrefHeight(double width) {
        ListView<LogEntry> list = getListView();
        if (getGraphic() == null || list == null || !model.wrapProperty().get()) {
            return super.computePrefHeight(width);
        }
        double room = list.getWidth() - SCROLL_BAR - snappedLeftInset() - snappedRightInset();
        return Math.max(list.getFixedCellSize(), box.prefHeight(room) + snappedTopInset() + snappedBottomInset());
    }

    @Override
    protected double computePrefWidth(double height) {
        return model.wrapProperty().get() ? 0 : super.computePrefWidth(height);
    }
}
