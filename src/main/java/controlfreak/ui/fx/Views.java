package controlfreak.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** Loads views: the FXML file of a view lies at its class's own package and name. FX thread only. */
public final class Views {
    private Views() {}

    /**
     * Loads the FXML file of a view that was made by hand, and fills its {@code @FXML} fields.
     *
     * @return the root that the file describes
     */
    public static <T> T load(Object view) {
        Class<?> type = view.getClass();
        FXMLLoader loader = new FXMLLoader(type.getResource(type.getSimpleName() + ".fxml"), Texts.bundle());
        loader.setControllerFactory(ignored -> view);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("The view " + type.getSimpleName() + " does not load.", e);
        }
    }

    /** Labels that take room only while they say something. */
    public static void showWhereTheySay(Label... labels) {
        for (Label label : labels) {
            label.managedProperty().bind(label.textProperty().isNotEmpty());
            label.visibleProperty().bind(label.managedProperty());
        }
    }

    /** Whether neither a node nor what it is in is hidden, as the content of a tab behind another is. */
    public static boolean isSeen(Node node) {
        if (node.getScene() == null) {
            return false;
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
