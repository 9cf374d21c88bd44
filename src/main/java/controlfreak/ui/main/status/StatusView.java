package controlfreak.ui.main.status;

import controlfreak.ui.fx.Views;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Message;
import java.time.Instant;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What is said below everything: what failed, how all is, what was done, what it takes. FX thread only. */
public final class StatusView {
    private final MainViewModel model;
    private final Node root;

    @FXML
    private HBox messageBar;

    @FXML
    private Label failure;

    @FXML
    private Button dismiss;

    @FXML
    private HBox statusBar;

    @FXML
    private Label summary;

    @FXML
    private Label done;

    @FXML
    private Label figures;

    /** @param afterwards runs when a failure was dismissed, to take the focus back */
    public StatusView(MainViewModel model, Runnable afterwards) {
        this.model = model;
        root = Views.load(this);
        statusBar.visibleProperty().bind(model.document().openProperty());
        messageBar.managedProperty().bind(messageBar.visibleProperty());
        messageBar.visibleProperty().bind(model.messageProperty().map(Message::failure));
        failure.textProperty().bind(model.messageProperty().map(Message::failureText));
        done.textProperty().bind(model.messageProperty().map(Message::doneText));
        dismiss.setOnAction(event -> {
            model.dismissMessage();
            afterwards.run();
        });
        model.rows().revisionProperty().addListener(revision -> summary.setText(model.summary()));
        summary.setText(model.summary());
        model.figuresProperty().addListener(figures -> showFigures(model.clock().instant()));
    }

    public Node root() {
        return root;
    }

    /** Says how old the figures are. */
    public void showFigures(Instant now) {
        figures.setText(FiguresLine.of(model.figuresProperty().get(), now));
    }
}
