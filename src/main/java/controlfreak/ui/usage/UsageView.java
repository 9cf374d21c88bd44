package controlfreak.ui.usage;

import atlantafx.base.theme.Tweaks;
import controlfreak.figures.Subject;
import controlfreak.figures.UsageHistory;
import controlfreak.figures.UsageHistory.Point;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.chart.ChartLine;
import controlfreak.ui.chart.ChartMark;
import controlfreak.ui.chart.Scale;
import controlfreak.ui.chart.TimeChart;
import controlfreak.ui.chart.UsageDots;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.history.Entry;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The usage pane: CPU and memory of the selected rows over time, a line for each of a few, else one for all together;
 * starts, exits and restarts are marked. FX thread only.
 */
public final class UsageView {
    private static final int LINES = 6;
    private static final Duration FRESH = Duration.ofSeconds(20);

    private final UsageHistory history;
    private final Supplier<List<Row>> selection;
    private final BiFunction<Set<Subject>, Instant, List<Entry.Change>> happened;
    private final InstantSource clock;
    private final TimeOfDay timeOfDay;
    private final ObservableBooleanValue seen;
    private final Label nothing = new Label(Texts.text("usage.nothing"));
    private final FlowPane names = new FlowPane();
    private final TimeChart cpu;
    private final TimeChart memory;
    private final HBox charts;
    private final ScrollPane root;
    private final List<ChartLine> cpuLines = lines();
    private final List<ChartLine> memoryLines = lines();

    /** What one line is of. */
    private record Line(String name, Set<Subject> subjects) {}

    /**
     * @param happened what has become of processes since a moment of the system's clock, in the order of time
     * @param seen whether the pane is in front: it is drawn anew only then
     */
    public UsageView(
            UsageHistory history,
            Supplier<List<Row>> selection,
            BiFunction<Set<Subject>, Instant, List<Entry.Change>> happened,
            InstantSource clock,
            TimeOfDay timeOfDay,
            ObservableBooleanValue seen) {
        this.history = history;
        this.selection = selection;
        this.happened = happened;
        this.clock = clock;
        this.timeOfDay = timeOfDay;
        this.seen = seen;
        cpu = new TimeChart(clock, timeOfDay, new TimeChart.Unit(Scale::ofPercent, UsageView::percent));
        memory = new TimeChart(clock, timeOfDay, new TimeChart.Unit(Scale::of, MemoryText::of));
        cpu.setId("usage-cpu");
        memory.setId("usage-memory");
        charts = new HBox(titled("usage.cpu", cpu), titled("usage.memory", memory));
        charts.getStyleClass().add("usage-charts");
        names.getStyleClass().add("usage-words");
        nothing.getStyleClass().add("usage-title");
        nothing.setWrapText(true);
        nothing.managedProperty().bind(nothing.visibleProperty());
        names.managedProperty().bind(names.visibleProperty());
        charts.managedProperty().bind(charts.visibleProperty());
        VBox.setVgrow(charts, Priority.ALWAYS);
        VBox content = new VBox(nothing, names, charts);
        content.getStyleClass().add("usage");
        // Where many names leave the charts too little height, they are scrolled to.
        root = new ScrollPane(content);
        root.setId("usage-pane");
        root.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        root.setFitToWidth(true);
        root.setFitToHeight(true);
        seen.addListener(shown -> refresh());
        refresh();
    }

    private static List<ChartLine> lines() {
        return IntStream.range(0, LINES)
                .mapToObj(line -> ChartLine.line("series-" + line))
                .toList();
    }

    private static VBox titled(String key, TimeChart chart) {
        Label title = new Label(Texts.text(key));
        title.getStyleClass().add("usage-title");
        VBox box = new VBox(title, chart);
        VBox.setVgrow(chart, Priority.ALWAYS);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMinWidth(0);
        box.setPrefWidth(100);
        return box;
    }

    private static String percent(long hundredths) {
        return Texts.text("figures.percent", Long.toString(hundredths / 100));
    }

    public Parent root() {
        return root;
    }

    /** Something else is selected, or was read. */
    public void refresh() {
        if (!seen.get()) {
            return;
        }
        List<Line> wanted = wanted(selection.get());
        nothing.setVisible(wanted.isEmpty());
        names.setVisible(!wanted.isEmpty());
        charts.setVisible(!wanted.isEmpty());
        names.getChildren().clear();
        for (int i = 0; i < wanted.size(); i++) {
            List<Point> points = history.of(wanted.get(i).subjects());
            cpuLines.get(i).show(UsageDots.ofCpu(points));
            memoryLines.get(i).show(UsageDots.ofMemory(points));
            names.getChildren().add(name(i, wanted.get(i).name(), points));
        }
        List<ChartMark> marks = marks(wanted);
        show(cpu, "usage.cpu", cpuLines.subList(0, wanted.size()), marks);
        show(memory, "usage.memory", memoryLines.subList(0, wanted.size()), marks);
    }

    private void show(TimeChart chart, String title, List<ChartLine> lines, List<ChartMark> marks) {
        chart.show(lines, marks, UsageHistory.KEPT, OptionalLong.empty());
        chart.setAccessibleText(Texts.text(title) + ": "
                + names.getChildren().stream()
                        .map(name -> ((Label) name).getText())
                        .collect(Collectors.joining(", ")));
    }

    private Label name(int line, String name, List<Point> points) {
        Region key = new Region();
        key.getStyleClass().addAll("usage-key", "series-" + line);
        boolean isGone = points.isEmpty()
                || points.get(points.size() - 1).at().isBefore(clock.instant().minus(FRESH));
        String text = isGone
                ? Texts.text("usage.none", name)
                : Texts.text(
                        "usage.now",
                        name,
                        percent(UsageDots.amount(points.get(points.size() - 1).cpu())),
                        MemoryText.of(points.get(points.size() - 1).memory()));
        Label label = new Label(text, key);
        label.getStyleClass().add("usage-name");
        return label;
    }

    private static List<Line> wanted(List<Row> rows) {
        List<Line> each = rows.stream()
                .map(row -> new Line(row.facts().title(), ServiceRow.subjects(row)))
                .filter(line -> !line.subjects().isEmpty())
                .toList();
        if (each.size() <= LINES) {
            return each;
        }
        return List.of(new Line(
                Texts.text("usage.together", each.size()),
                each.stream().flatMap(line -> line.subjects().stream()).collect(Collectors.toSet())));
    }

    /** What has happened is told by the system's clock, what was read by the steady one. */
    private List<ChartMark> marks(List<Line> wanted) {
        Set<Subject> subjects =
                wanted.stream().flatMap(line -> line.subjects().stream()).collect(Collectors.toSet());
        Instant now = clock.instant();
        Duration ahead = Duration.between(now, timeOfDay.of(now).toInstant());
        List<ChartMark> marks = new ArrayList<>();
        for (ChartMark mark :
                UsageMarks.of(happened.apply(subjects, now.plus(ahead).minus(UsageHistory.KEPT)))) {
            marks.add(new ChartMark(mark.at().minus(ahead), mark.sign(), mark.text()));
        }
        return marks;
    }
}
