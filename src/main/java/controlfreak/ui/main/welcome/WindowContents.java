package controlfreak.ui.main.welcome;

import controlfreak.model.Workspace;
import controlfreak.ui.main.state.Document;
import javafx.application.Platform;
import javafx.scene.Node;

/**
 * What fills the window: the welcome until a workspace is open, then the table, or what to begin with where there is
 * nothing to show in it. FX thread only.
 */
public final class WindowContents {
    private final Document document;
    private final WelcomeView welcome;
    private final EmptyView empty;
    private final Node table;

    /** @param workspace what is seen of an open workspace, the table among it */
    public WindowContents(Document document, WelcomeView welcome, EmptyView empty, Node workspace, Node table) {
        this.document = document;
        this.welcome = welcome;
        this.empty = empty;
        this.table = table;
        workspace.visibleProperty().bind(document.openProperty());
        welcome.root().visibleProperty().bind(document.openProperty().not());
        document.openProperty().addListener(open -> Platform.runLater(this::focusStart));
        document.workspaceProperty().addListener((property, before, after) -> show(after));
        show(document.workspaceProperty().get());
    }

    /** Takes the focus to where work begins. */
    public void focusStart() {
        if (document.openProperty().get()) {
            table.requestFocus();
        } else {
            welcome.focus();
        }
    }

    private void show(Workspace now) {
        boolean nothing = now.proxies().isEmpty() && now.services().isEmpty();
        empty.root().setVisible(nothing);
        table.setVisible(!nothing);
    }
}
