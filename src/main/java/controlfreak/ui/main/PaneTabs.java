package controlfreak.ui.main;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/**
 * The panes of the selected rows, of which one is seen. Panes are told apart by id; what is in one is made when it comes
 * to the front for the first time. FX thread only.
 */
public final class PaneTabs {
    private final TabPane tabs;

    PaneTabs(TabPane tabs) {
        this.tabs = tabs;
    }

    /** Fills a pane that is there. */
    void fill(String id, Supplier<Node> content) {
        fill(of(id).orElseThrow(), content);
    }

    /**
     * Adds a pane beside those that are there.
     *
     * @param place 0 for the first
     * @param id tells it from the others
     * @param content makes what is in it, once it comes to the front
     * @return whether it is in front
     */
    public ReadOnlyBooleanProperty add(int place, String id, String title, Supplier<Node> content) {
        Tab tab = new Tab(title);
        tab.setId(id);
        tabs.getTabs().add(place, tab);
        fill(tab, content);
        return tab.selectedProperty();
    }

    private static void fill(Tab tab, Supplier<Node> content) {
        InvalidationListener seen = now -> {
            if (tab.isSelected() && tab.getContent() == null) {
                tab.setContent(content.get());
            }
        };
        tab.selectedProperty().addListener(seen);
        seen.invalidated(tab.selectedProperty());
    }

    /** Shows a pane and takes the focus there. */
    void show(String id) {
        bringToFront(id);
        tabs.requestFocus();
    }

    /** Shows a pane where there is such a one, and leaves the focus where it is. */
    void bringToFront(String id) {
        of(id).ifPresent(tabs.getSelectionModel()::select);
    }

    /** Which pane is in front. */
    String front() {
        return tabs.getSelectionModel().getSelectedItem().getId();
    }

    /** Whether a pane that is there is in front. */
    public ReadOnlyBooleanProperty seenProperty(String id) {
        return of(id).orElseThrow().selectedProperty();
    }

    private Optional<Tab> of(String id) {
        return tabs.getTabs().stream().filter(tab -> id.equals(tab.getId())).findFirst();
    }
}
