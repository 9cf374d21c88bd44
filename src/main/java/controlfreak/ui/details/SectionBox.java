package controlfreak.ui.details;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
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

    private final List<TextInputControl> values = new ArrayList<>();

    SectionBox(Section section) {
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
            TextInputControl value = control(fact);
            name.setLabelFor(value);
            values.add(value);
            grid.addRow(grid.getRowCount(), name, value);
        }
        getChildren().addAll(heading, grid);
        show(section);
    }

    private static TextInputControl control(Fact fact) {
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
            TextInputControl value = values.get(i);
            if (!fact.value().equals(value.getText())) {
                value.setText(fact.value());
            }
            value.setAccessibleText(fact.name() + ": " + fact.value());
        }
    }
}
