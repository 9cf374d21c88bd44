package controlfreak.ui.details;

import controlfreak.ui.fx.Clipboards;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.table.PortLinks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The details pane: all about the selected row, in sections side by side. FX thread only. */
public final class DetailsView {
    private static final double LEAST_WIDTH = 340;
    private static final int MOST_COLUMNS = 3;

    private final DetailsViewModel model;
    private final Runnable environment;
    private final PortLinks ports;
    private final Parent root;
    private final List<SectionBox> boxes = new ArrayList<>();
    private DetailsPage shown = new DetailsPage("", "", List.of());

    @FXML
    private Label title;

    @FXML
    private Label sentence;

    @FXML
    private Button variables;

    @FXML
    private Button copy;

    @FXML
    private HBox columns;

    /**
     * @param environment shows the environment pane
     * @param ports what can be done with those of rows
     */
    public DetailsView(DetailsViewModel model, Runnable environment, PortLinks ports) {
        this.model = model;
        this.environment = environment;
        this.ports = ports;
        root = Views.load(this);
        model.pageProperty().addListener((property, before, after) -> show(after));
        root.parentProperty().flatMap(Node::visibleProperty).addListener((property, before, after) -> second());
        show(model.pageProperty().get());
    }

    public Parent root() {
        return root;
    }

    /** A second has passed. */
    public void second() {
        if (Views.isSeen(root)) {
            model.refresh();
        }
    }

    @FXML
    private void initialize() {
        columns.widthProperty().addListener(changed -> fit());
    }

    private void show(DetailsPage page) {
        title.setText(page.title());
        sentence.setText(page.sentence());
        copy.setDisable(page.title().isEmpty());
        variables.setDisable(page.title().isEmpty());
        if (hasSameFacts(page, shown)) {
            for (int i = 0; i < boxes.size(); i++) {
                boxes.get(i).show(page.sections().get(i));
            }
        } else {
            boxes.clear();
            page.sections()
                    .forEach(section -> boxes.add(new SectionBox(section, () -> new PortsField(ports, model::row))));
            fit();
        }
        shown = page;
    }

    private static boolean hasSameFacts(DetailsPage one, DetailsPage other) {
        return shape(one).equals(shape(other));
    }

    /** All but the values. */
    private static List<Object> shape(DetailsPage page) {
        List<Object> shape = new ArrayList<>();
        for (Section section : page.sections()) {
            shape.add(section.heading());
            section.facts().forEach(fact -> shape.add(new Fact(fact.name(), "", fact.look())));
        }
        return shape;
    }

    /** As many columns as there is room for, all of one width; each section goes where the least is yet. */
    private void fit() {
        int count = (int) Math.max(1, Math.min(MOST_COLUMNS, columns.getWidth() / LEAST_WIDTH));
        List<VBox> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            VBox column = new VBox();
            column.getStyleClass().add("details-column");
            column.setPrefWidth(columns.getWidth() / count);
            HBox.setHgrow(column, Priority.ALWAYS);
            made.add(column);
        }
        for (SectionBox box : boxes) {
            made.stream()
                    .min(Comparator.comparingInt(DetailsView::facts))
                    .ifPresent(column -> column.getChildren().add(box));
        }
        columns.getChildren().setAll(made);
    }

    private static int facts(VBox column) {
        return column.getChildren().stream()
                .mapToInt(box -> ((SectionBox) box).size())
                .sum();
    }

    @FXML
    private void copyAll() {
        Clipboards.put(shown.text());
    }

    @FXML
    private void showEnvironment() {
        environment.run();
    }
}
