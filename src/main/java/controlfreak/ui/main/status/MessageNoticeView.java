package controlfreak.ui.main.status;

import controlfreak.ui.fx.Views;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/** The notice of an action that failed; never takes the focus. FX thread only. */
final class MessageNoticeView {
    private final MessageNotice notice;
    private final Consumer<List<RowKey>> logShower;
    private final Runnable away;
    private final Node root;

    @FXML
    private Label failure;

    @FXML
    private Button log;

    /**
     * @param logShower shows the logs of some rows
     * @param away takes the focus from what goes
     */
    public MessageNoticeView(MessageNotice notice, Consumer<List<RowKey>> logShower, Runnable away) {
        this.notice = notice;
        this.logShower = logShower;
        this.away = away;
        root = Views.load(this);
        failure.textProperty().bind(notice.textProperty());
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(notice.textProperty().isNotEmpty());
        log.managedProperty().bind(log.visibleProperty());
        log.visibleProperty()
                .bind(notice.textProperty().map(text -> !notice.about().isEmpty()));
    }

    public Node root() {
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
