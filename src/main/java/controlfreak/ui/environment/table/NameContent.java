package controlfreak.ui.environment.table;

import controlfreak.ui.environment.state.EnvironmentRow;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** Shows a variable's name. FX thread only. */
final class NameContent implements Function<EnvironmentRow, Node> {
    private final Label name = new Label();

    @Override
    public Node apply(EnvironmentRow row) {
        name.setText(row.name());
        return name;
    }
}
