package controlfreak.ui.memory;

import controlfreak.model.ServiceSpec;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.time.InstantSource;
import java.util.OptionalLong;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The memory pane: the group's figures in words, its chart, what another size would take, and advice. FX thread only. */
public final class MemoryView {
    private final MemoryViewModel model;
    private final Parent root;
    private final MemoryChart chart;

    @FXML
    private Label sentence;

    @FXML
    private Label detail;

    @FXML
    private Pane amounts;

    @FXML
    private Label total;

    @FXML
    private Label saved;

    @FXML
    private Label lost;

    @FXML
    private Label rss;

    @FXML
    private HBox whatIf;

    @FXML
    private Spinner<Integer> workers;

    @FXML
    private Label estimate;

    @FXML
    private VBox chartBox;

    @FXML
    private StackPane chartArea;

    @FXML
    private CheckBox machine;

    @FXML
    private HBox adviceBar;

    @FXML
    private Label advice;

    /** @param seen whether the pane is in front: it is drawn anew only then */
    public MemoryView(MemoryViewModel model, InstantSource clock, TimeOfDay timeOfDay, ObservableBooleanValue seen) {
        this.model = model;
        root = Views.load(this);
        chart = new MemoryChart(clock, timeOfDay);
        chartArea.getChildren().add(chart.root());
        SpinnerValueFactory<Integer> numbers =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, ServiceSpec.MAX_INSTANCES, 1);
        workers.setValueFactory(numbers);
        workers.setAccessibleText(Texts.text("memory.whatif.workers"));
        numbers.valueProperty().addListener((property, before, after) -> {
            if (after != null && after != model.workersProperty().get()) {
                model.chooseWorkers(after);
            }
        });
        for (Pane pane : new Pane[] {whatIf, adviceBar, chartBox, amounts}) {
            pane.managedProperty().bind(pane.visibleProperty());
        }
        detail.managedProperty().bind(detail.visibleProperty());
        machine.selectedProperty().addListener(chosen -> showIfSeen(seen));
        seen.addListener(shown -> showIfSeen(seen));
        model.pageProperty().addListener(page -> showIfSeen(seen));
        show(model.pageProperty().get());
    }

    public Parent root() {
        return root;
    }

    private void showIfSeen(ObservableBooleanValue seen) {
        if (seen.get()) {
            show(model.pageProperty().get());
        }
    }

    private void show(MemoryPage page) {
        sentence.setText(page.sentence());
        detail.setText(page.detail());
        detail.setVisible(!page.detail().isEmpty());
        amounts.setVisible(page.amounts().isPresent());
        chartBox.setVisible(page.amounts().isPresent());
        page.amounts().ifPresent(now -> {
            total.setText(now.total());
            saved.setText(now.saved());
            lost.setText(now.lost());
            rss.setText(now.rss());
        });
        workers.getValueFactory().setValue(model.workersProperty().get());
        estimate.setText(page.estimate());
        whatIf.setVisible(!page.estimate().isEmpty());
        advice.setText(page.advice());
        adviceBar.setVisible(!page.advice().isEmpty());
        machine.setVisible(page.machine().isPresent());
        chart.show(page.history(), machine.isSelected() ? page.machine() : OptionalLong.empty());
        chart.root().setAccessibleText(Texts.text("memory.chart", page.sentence()));
    }

    @FXML
    private void dismiss() {
        model.dismissAdvice();
    }
}
