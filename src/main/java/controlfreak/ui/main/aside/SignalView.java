package controlfreak.ui.main.aside;

import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.ui.fx.NameConverter;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.TypedComboBox;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.ServiceActions;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** The line above the table in which a signal is chosen and sent to what is selected. FX thread only. */
final class SignalView {
    private static final List<Signal> OFFERED = List.of(
            Signal.HUP,
            Signal.USR1,
            Signal.USR2,
            Signal.INT,
            Signal.QUIT,
            Signal.TERM,
            Signal.KILL,
            Signal.STOP,
            Signal.CONT,
            Signal.WINCH,
            Signal.ALRM,
            Signal.PIPE,
            Signal.ABRT,
            Signal.SEGV);

    private final MainViewModel model;
    private final Runnable afterwards;
    private final HBox root;

    @FXML
    private Label title;

    @FXML
    private TypedComboBox<Signal> choice;

    @FXML
    private TypedComboBox<Reach> whom;

    @FXML
    private Button apply;

    @FXML
    private Label effect;

    /** @param afterwards runs when it was hidden, to take the focus back */
    SignalView(MainViewModel model, Runnable afterwards) {
        this.model = model;
        this.afterwards = afterwards;
        root = Views.load(this);
        root.setVisible(false);
        root.managedProperty().bind(root.visibleProperty());
        NameConverter.offer(choice, OFFERED, SignalView::name);
        choice.setVisibleRowCount(OFFERED.size());
        NameConverter.offer(whom, List.of(Reach.values()), reach -> Texts.text("main.signal.to." + reach.name()));
        choice.valueProperty().addListener(value -> update());
        choice.setValue(OFFERED.get(0));
        model.selection().keys().addListener((Observable keys) -> hide());
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !isChoosing()) {
                event.consume();
                hide();
            } else if (event.getCode() == KeyCode.ENTER && !isChoosing()) {
                event.consume();
                apply();
            }
        });
    }

    HBox root() {
        return root;
    }

    void show() {
        List<Row> targets = model.signalled();
        title.setText(Texts.text("main.signal.title", ServiceActions.reach(targets, targets.size())));
        root.setVisible(true);
        // It was laid out by nobody before the next pulse.
        Platform.runLater(choice::requestFocus);
    }

    private boolean isChoosing() {
        return choice.isShowing() || whom.isShowing();
    }

    private void update() {
        Signal signal = choice.getValue();
        whom.setValue(Reach.usualOf(signal));
        apply.setText(Texts.text("main.signal.apply", name(signal)));
        effect.setText(Texts.text("main.signal." + signal.name()));
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
        model.signal(choice.getValue(), whom.getValue());
        hide();
    }

    private static String name(Signal signal) {
        return Signal.nameOf(signal.number());
    }
}
