package controlfreak.ui.log;

import controlfreak.log.LogStream;
import controlfreak.log.text.LogLevel;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogEntryLevel;
import controlfreak.ui.log.lines.LogExport;
import controlfreak.ui.log.lines.LogWords;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/**
 * A line of the log: a bar and a letter for what it says of itself, a faint bar for standard error, its time, its source in a colour of its own, its text with
 * what was found in it marked. FX thread only.
 */
final class LogCell extends ListCell<LogEntry> {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass STDERR = PseudoClass.getPseudoClass("stderr");
    private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");
    private static final PseudoClass TYPED = PseudoClass.getPseudoClass("typed");
    private static final PseudoClass START = PseudoClass.getPseudoClass("start");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final int COLOURS = 8;
    private static final int NAME_LENGTH = 16;
    private static final double SCROLL_BAR = 16;

    private final LogViewModel model;
    private final Region bar = styled(new Region(), "log-bar");
    private final Label mark = styled(new Label(), "log-mark");
    private final Tooltip markTip = new Tooltip();
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
        LogLevel level = blank ? LogLevel.NONE : level(entry);
        pseudoClassStateChanged(ERROR, level == LogLevel.ERROR);
        pseudoClassStateChanged(WARNING, level == LogLevel.WARNING);
        pseudoClassStateChanged(STDERR, !blank && entry.stream() == LogStream.ERR);
        pseudoClassStateChanged(NOTE, !blank && entry.stream().isPanel() && entry.stream() != LogStream.IN);
        pseudoClassStateChanged(TYPED, !blank && entry.stream() == LogStream.IN);
        pseudoClassStateChanged(START, !blank && entry.stream() == LogStream.START);
        pseudoClassStateChanged(CURRENT, !blank && model.find().isCurrent(entry));
        setText(null);
        if (blank) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        String kind = LogWords.kind(entry.stream(), level);
        mark.setText(markOf(entry.stream(), level));
        markTip.setText(kind);
        mark.setTooltip(kind.isEmpty() ? null : markTip);
        time.setText(LogExport.time(entry.time()));
        time.setVisible(model.timesProperty().get() || entry.stream().isBoundary());
        showName(entry);
        flow.getChildren().setAll(LogCellText.of(entry, model.find().matchOf(entry)));
        flow.setMinWidth(model.wrapProperty().get() ? 0 : Region.USE_PREF_SIZE);
        setGraphic(box);
        setAccessibleText(
                Texts.text("log.line.accessible", entry.name(), LogWords.time(entry.time()), kind, entry.text()));
    }

    /** Lines that change while a cell is laid out may have left the list for a moment. */
    private LogLevel level(LogEntry entry) {
        List<LogEntry> lines = getListView().getItems();
        int index = getIndex();
        boolean there = index >= 0 && index < lines.size() && lines.get(index) == entry;
        return there ? LogEntryLevel.of(lines, index) : LogEntryLevel.of(List.of(entry), 0);
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

    private static String markOf(LogStream stream, LogLevel level) {
        if (stream.isPanel()) {
            return Texts.text(stream == LogStream.IN ? "log.mark.typed" : "log.mark.note");
        }
        return switch (level) {
            case ERROR -> Texts.text("log.mark.error");
            case WARNING -> Texts.text("log.mark.warning");
            case NONE, INFO -> "";
        };
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
