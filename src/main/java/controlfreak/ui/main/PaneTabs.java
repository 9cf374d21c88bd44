package controlfreak.ui.main;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** The panes of the selected rows, of which one is seen. Panes are told apart by id. FX thread only. */
final class PaneTabs {
    private final TabPane tabs;

    PaneTabs(TabPane tabs) {
        this.tabs = tabs;
    }

    /** Fills a pane that is there. */
    void fill(String id, Node content) {
        of(id).orElseThrow().setContent(content);
    }

    /**
     * @param place 0 for the first
     * @return whether it is in front
     */
    ReadOnlyBooleanProperty add(int place, String id, String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setId(id);
        tabs.getTabs().add(place, tab);
        return tab.selectedProperty();
    }

    /** Shows a pane and takes the focus there. */
    void show(String id) {
        of(id).ifPresent(tabs.getSelectionModel()::select);
        tabs.requestFocus();
    }

    /** Whether a pane that is there is in front. */
    ReadOnlyBooleanProperty seenProperty(String id) {
        return of(id).orElseThrow().selectedProperty();
    }

    private Optional<Tab> of(String id) {
        return tabs.getTabs().stream().filter(tab -> id.equals(tab.getId())).findFirst();
    }
}
