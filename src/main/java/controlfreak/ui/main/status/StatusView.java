package controlfreak.ui.main.status;

import controlfreak.ui.fx.Views;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Message;
import java.time.Instant;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** What is said below everything: how all is, what was done, what it takes. FX thread only. */
public final class StatusView {
    private final MainViewModel model;
    private final Node root;

    @FXML
    private Label summary;

    @FXML
    private Label done;

    @FXML
    private Label figures;

    public StatusView(MainViewModel model) {
        this.model = model;
        root = Views.load(this);
        root.visibleProperty().bind(model.document().openProperty());
        done.textProperty().bind(model.messageProperty().map(Message::doneText));
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
