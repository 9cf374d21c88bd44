package controlfreak.ui.main;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** The panes of the selected rows, of which one is seen. FX thread only. */
final class PaneTabs {
    private final TabPane tabs;

    PaneTabs(TabPane tabs) {
        this.tabs = tabs;
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

    /** Shows a pane, by its id, and takes the focus there. */
    void show(String id) {
        tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .findFirst()
                .ifPresent(tabs.getSelectionModel()::select);
        tabs.requestFocus();
    }
}
