package controlfreak.ui.main.aside;

import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** The line above the table in which the number of a service's instances is changed. FX thread only. */
final class InstancesView {
    private static final int NAMED = 3;

    private final BiConsumer<String, Integer> scale;
    private final BiFunction<String, Integer, String> estimate;
    private final Runnable afterwards;
    private final HBox root;
    private ServiceSpec service;
    private boolean runs;

    @FXML
    private Label title;

    @FXML
    private Spinner<Integer> number;

    @FXML
    private Button apply;

    @FXML
    private Label effect;

    @FXML
    private Label memory;

    /**
     * @param scale does it
     * @param estimate says what a number of instances would take; empty where that is not known
     * @param afterwards runs when it was hidden, to take the focus back
     */
    InstancesView(
            BiConsumer<String, Integer> scale, BiFunction<String, Integer, String> estimate, Runnable afterwards) {
        this.scale = scale;
        this.estimate = estimate;
        this.afterwards = afterwards;
        root = Views.load(this);
        root.setVisible(false);
        root.managedProperty().bind(root.visibleProperty());
        number.getEditor().textProperty().addListener(text -> update());
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                hide();
            } else if (event.getCode() == KeyCode.ENTER && !apply.isDisabled()) {
                event.consume();
                apply();
            }
        });
    }

    HBox root() {
        return root;
    }

    /** @param serviceRuns whether new instances will be started */
    void show(ServiceSpec spec, boolean serviceRuns) {
        service = spec;
        runs = serviceRuns;
        title.setText(Texts.text("main.instances", spec.name()));
        number.setAccessibleText(title.getText());
        number.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, ServiceSpec.MAX_INSTANCES, spec.instances()));
        update();
        root.setVisible(true);
        // Its skin does not exist before the next pulse.
        Platform.runLater(() -> {
            number.getEditor().requestFocus();
            number.getEditor().selectAll();
        });
    }

    @FXML
    void hide() {
        if (root.isVisible()) {
            root.setVisible(false);
            afterwards.run();
        }
    }

    @FXML
    private void apply() {
        int wished = wished();
        hide();
        scale.accept(service.name(), wished);
    }

    /** What the field says; the number of now where that is none. */
    private int wished() {
        try {
            int wished = Integer.parseInt(number.getEditor().getText().strip());
            return wished >= 1 && wished <= ServiceSpec.MAX_INSTANCES ? wished : service.instances();
        } catch (NumberFormatException e) {
            return service.instances();
        }
    }

    private void update() {
        int wished = wished();
        boolean same = wished == service.instances();
        Optional<String> problem = service.instancesProblem(wished);
        apply.setDisable(same || problem.isPresent());
        apply.setText(
                same
                        ? Texts.text("main.instances.same")
                        : Texts.text("main.instances.apply", Integer.toString(wished)));
        effect.setText(same ? "" : problem.orElseGet(() -> effectOf(service.withInstances(wished))));
        memory.setText(estimate.apply(service.name(), wished));
    }

    private String effectOf(ServiceSpec after) {
        String gone = names(without(service.ids(), after.ids()));
        String come = names(without(after.ids(), service.ids()));
        if (come.isEmpty()) {
            return Texts.text("main.instances.fewer", gone);
        }
        return Texts.text(runs ? "main.instances.more" : "main.instances.added", come);
    }

    private static List<ServiceId> without(List<ServiceId> ids, List<ServiceId> others) {
        return ids.stream().filter(id -> !others.contains(id)).toList();
    }

    private static String names(List<ServiceId> ids) {
        String names = ids.stream().limit(NAMED).map(ServiceId::name).collect(Collectors.joining(", "));
        return ids.size() > NAMED ? Texts.text("main.ask.more", names, Integer.toString(ids.size() - NAMED)) : names;
    }
}
