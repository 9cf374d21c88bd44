package controlfreak.ui.main.status;

import controlfreak.ui.fx.Views;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The strip that tells of failures out of sight, and leads to them; never takes the focus. FX thread only. */
final class FailureNoticeView {
    private final FailureNotice notice;
    private final Consumer<List<RowKey>> logShower;
    private final Runnable away;
    private final Node root;

    @FXML
    private Label text;

    /**
     * @param logShower shows the logs of some rows
     * @param away takes the focus from what goes
     */
    FailureNoticeView(FailureNotice notice, Consumer<List<RowKey>> logShower, Runnable away) {
        this.notice = notice;
        this.logShower = logShower;
        this.away = away;
        root = Views.load(this);
        text.textProperty().bind(notice.textProperty());
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(notice.textProperty().isNotEmpty());
    }

    Node root() {
        return root;
    }

    @FXML
    private void showLog() {
        logShower.accept(notice.about());
    }

    @FXML
    private void dismiss() {
        notice.dismiss();
        away.run();
    }
}
