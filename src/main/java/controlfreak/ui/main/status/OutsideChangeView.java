package controlfreak.ui.main.status;

import controlfreak.ui.fx.Views;
import controlfreak.ui.workspace.FileWatch;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/** The strip that tells that others have changed the open workspace's file; never takes the focus. FX thread only. */
public final class OutsideChangeView {
    private final FileWatch watch;
    private final Consumer<FileWatch.Change> shower;
    private final Runnable reload;
    private final Runnable away;
    private final Node root;

    @FXML
    private Label text;

    @FXML
    private Button show;

    @FXML
    private Button again;

    /**
     * @param shower shows what differs
     * @param reload takes up what the file says
     * @param away takes the focus from what goes
     */
    public OutsideChangeView(FileWatch watch, Consumer<FileWatch.Change> shower, Runnable reload, Runnable away) {
        this.watch = watch;
        this.shower = shower;
        this.reload = reload;
        this.away = away;
        root = Views.load(this);
        text.textProperty().bind(watch.changeProperty().map(FileWatch.Change::sentence));
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(watch.changeProperty().map(FileWatch.Change::isThere));
        for (Button button : new Button[] {show, again}) {
            button.managedProperty().bind(button.visibleProperty());
            button.visibleProperty().bind(watch.changeProperty().map(FileWatch.Change::canBeShown));
        }
    }

    public Node root() {
        return root;
    }

    @FXML
    private void show() {
        shower.accept(watch.changeProperty().get());
    }

    @FXML
    private void reload() {
        reload.run();
    }

    @FXML
    private void dismiss() {
        watch.dismiss();
        away.run();
    }
}
