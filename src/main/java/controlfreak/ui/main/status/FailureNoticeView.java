package controlfreak.ui.main.status;

import controlfreak.ui.fx.Views;
import controlfreak.ui.main.rows.RowKey;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The strip that tells of failures out of sight, and leads to them; never takes the focus. FX thread only. */
public final class FailureNoticeView {
    private final FailureNotice notice;
    private final Consumer<RowKey> shower;
    private final Runnable away;
    private final Node root;

    @FXML
    private Label text;

    /**
     * @param shower selects a row and brings it into sight
     * @param away takes the focus from what goes
     */
    public FailureNoticeView(FailureNotice notice, Consumer<RowKey> shower, Runnable away) {
        this.notice = notice;
        this.shower = shower;
        this.away = away;
        root = Views.load(this);
        text.textProperty().bind(notice.textProperty());
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(notice.textProperty().isNotEmpty());
    }

    public Node root() {
        return root;
    }

    /** Shows the next failure. */
    @FXML
    public void show() {
        notice.next().ifPresent(shower);
    }

    @FXML
    private void dismiss() {
        notice.dismiss();
        away.run();
    }
}
