package controlfreak.ui.details;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A section as it is seen: heading, names, and values that can be selected. FX thread only. */
final class SectionBox extends VBox {
    private static final double NAMES = 112;

    private final List<Node> values = new ArrayList<>();
    private final Supplier<PortsField> ports;

    /** @param ports makes a field for ports of the row that it is about */
    SectionBox(Section section, Supplier<PortsField> ports) {
        this.ports = ports;
        getStyleClass().add("details-section");
        Label heading = new Label(section.heading());
        heading.getStyleClass().add("details-heading");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("details-facts");
        ColumnConstraints names = new ColumnConstraints(NAMES);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, rest);
        for (Fact fact : section.facts()) {
            Label name = new Label(fact.name());
            name.getStyleClass().add("details-name");
            GridPane.setValignment(name, VPos.TOP);
            Node value = control(fact);
            name.setLabelFor(value);
            values.add(value);
            grid.addRow(grid.getRowCount(), name, value);
        }
        getChildren().addAll(heading, grid);
        show(section);
    }

    private Node control(Fact fact) {
        if (fact.look() == Fact.Look.PORTS) {
            return ports.get();
        }
        TextInputControl value = fact.look() == Fact.Look.PLAIN ? new TextField() : new WrappedText();
        value.setEditable(false);
        value.getStyleClass().add("details-value");
        if (fact.look() == Fact.Look.CODE) {
            value.getStyleClass().add("code");
        }
        return value;
    }

    /** How many facts it shows. */
    int size() {
        return values.size();
    }

    /** Shows other values of the same facts; a value that is as it was keeps what is selected in it. */
    void show(Section section) {
        for (int i = 0; i < values.size(); i++) {
            Fact fact = section.facts().get(i);
            Node value = values.get(i);
            if (value instanceof PortsField links) {
                links.show(fact.value());
            } else if (value instanceof TextInputControl text && !fact.value().equals(text.getText())) {
                text.setText(fact.value());
            }
            value.setAccessibleText(fact.name() + ": " + fact.value());
        }
    }
}
