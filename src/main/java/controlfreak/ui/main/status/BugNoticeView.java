package controlfreak.ui.main.status;

import controlfreak.ui.fx.Clipboards;
import controlfreak.ui.fx.UnexpectedErrors;
import controlfreak.ui.fx.Views;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The strip that tells of a bug inside the panel, and where its details are; never takes the focus. FX thread only. */
public final class BugNoticeView {
    private final UnexpectedErrors errors;
    private final Runnable away;
    private final Node root;

    @FXML
    private Label text;

    /** @param away takes the focus from what goes */
    public BugNoticeView(UnexpectedErrors errors, Runnable away) {
        this.errors = errors;
        this.away = away;
        root = Views.load(this);
        text.textProperty().bind(errors.noticeProperty().map(UnexpectedErrors.Notice::text));
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(errors.noticeProperty().map(UnexpectedErrors.Notice::isThere));
    }

    public Node root() {
        return root;
    }

    @FXML
    private void copy() {
        Clipboards.put(errors.noticeProperty().get().details());
    }

    @FXML
    private void dismiss() {
        errors.dismiss();
        away.run();
    }
}
