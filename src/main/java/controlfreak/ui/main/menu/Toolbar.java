package controlfreak.ui.main.menu;

import atlantafx.base.theme.Styles;
import controlfreak.ui.action.ActionControls;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.main.verb.Verb;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Separator;
import javafx.scene.layout.StackPane;

/** The buttons above the table: what is reached most often; one of them stands out. FX thread only. */
public final class Toolbar {
    private Toolbar() {}

    public static List<Node> buttons(MainActions actions) {
        return List.of(
                button(actions.of(Verb.START), Styles.ACCENT),
                button(actions.of(Verb.STOP), Styles.FLAT),
                button(actions.of(Verb.RESTART), Styles.FLAT),
                new Separator(Orientation.VERTICAL),
                button(actions.addProxy, Styles.FLAT),
                button(actions.addService, Styles.FLAT));
    }

    private static StackPane button(PanelAction action, String style) {
        StackPane frame = ActionControls.button(action);
        ActionControls.buttonOf(frame).getStyleClass().add(style);
        return frame;
    }
}
