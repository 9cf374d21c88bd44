package controlfreak.ui.main.aside;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * The sheet over the right half of table and pane, which shows one page or form at a time. A form says itself whether it
 * may go. FX thread only.
 */
public final class SheetPane extends StackPane {
    private static final double MIN_WIDTH = 420;
    private static final double MAX_WIDTH = 560;

    private final Button close = new Button(null, Icons.of(MaterialDesignC.CLOSE));
    private final Runnable afterwards;
    private Runnable leaving = this::hide;

    /** @param afterwards runs when it was hidden, to take the focus back */
    SheetPane(StackPane area, Runnable afterwards) {
        this.afterwards = afterwards;
        getStyleClass().add("side-sheet");
        setId("sheet");
        setVisible(false);
        setMinWidth(MIN_WIDTH);
        maxWidthProperty().bind(Bindings.min(MAX_WIDTH, area.widthProperty().divide(2)));
        StackPane.setAlignment(this, Pos.CENTER_RIGHT);
        close.setId("sheet-close");
        close.getStyleClass().addAll("button-icon", "flat");
        close.setAccessibleText(Texts.text("main.sheet.close"));
        close.setOnAction(event -> hide());
        StackPane.setAlignment(close, Pos.TOP_RIGHT);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                leave();
            }
        });
    }

    /** Shows a page to read, with a button that closes it. */
    public void show(Node page) {
        replace(this::hide, page, close);
    }

    /**
     * Shows a form that closes itself, unless the one shown before stays.
     *
     * @param cancel closes it, unless the operator would rather go on with it
     */
    public void show(Node form, Runnable cancel) {
        replace(cancel, form);
    }

    /** Whether the page or form with this id is shown. */
    boolean isShowing(String id) {
        return getChildren().stream().anyMatch(node -> id.equals(node.getId()));
    }

    private void replace(Runnable leave, Node... content) {
        leave();
        if (!isVisible()) {
            leaving = leave;
            getChildren().setAll(content);
            setVisible(true);
            // What stands in a scroll pane is part of the window only once that has its looks.
            applyCss();
            focusFirst(content[0]);
        }
    }

    /** Closes what is shown, where it may go. */
    public void leave() {
        if (isVisible()) {
            leaving.run();
        }
    }

    /** Closes it, where what is shown may go; whether it is closed. */
    public boolean isLeft() {
        leave();
        return !isVisible();
    }

    public void hide() {
        if (isVisible()) {
            setVisible(false);
            getChildren().clear();
            afterwards.run();
        }
    }

    private static boolean focusFirst(Node node) {
        if (node.isFocusTraversable() && !node.isDisabled() && node.isVisible()) {
            node.requestFocus();
            return true;
        }
        return node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(SheetPane::focusFirst);
    }
}
