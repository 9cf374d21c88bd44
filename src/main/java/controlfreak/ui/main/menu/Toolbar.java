package controlfreak.ui.main.menu;

import atlantafx.base.theme.Styles;
import controlfreak.ui.action.ActionControls;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Separator;
import javafx.scene.layout.StackPane;

/** The buttons above the table: what is reached most often; one of them stands out. FX thread only. */
public final class Toolbar {
    private Toolbar() {}

    /** @param selected the rows that are selected; while there are none, all are meant */
    public static List<Node> buttons(MainActions actions, ObservableList<RowKey> selected) {
        BooleanBinding nothing = Bindings.isEmpty(selected);
        return List.of(
                only(nothing, button(actions.startAll, Styles.ACCENT)),
                only(nothing.not(), button(actions.of(Verb.START), Styles.ACCENT)),
                only(nothing, button(actions.stopAll, Styles.FLAT)),
                only(nothing.not(), button(actions.of(Verb.STOP), Styles.FLAT)),
                only(nothing.not(), button(actions.of(Verb.RESTART), Styles.FLAT)),
                new Separator(Orientation.VERTICAL),
                button(actions.addProxy, Styles.FLAT),
                button(actions.addService, Styles.FLAT));
    }

    private static Node only(ObservableBooleanValue shown, Node button) {
        button.managedProperty().bind(button.visibleProperty());
        button.visibleProperty().bind(shown);
        return button;
    }

    private static StackPane button(PanelAction action, String style) {
        StackPane frame = ActionControls.button(action);
        ActionControls.buttonOf(frame).getStyleClass().add(style);
        return frame;
    }
}
