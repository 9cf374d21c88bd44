package controlfreak.ui.details;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.table.PortLinks;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;

/** Ports, each of which can be opened in the browser and has a menu that copies its address. FX thread only. */
final class PortsField extends FlowPane {
    private final PortLinks doors;
    private final Supplier<Row> row;
    private String shown = "";

    /** @param row the one that they are of */
    PortsField(PortLinks doors, Supplier<Row> row) {
        this.doors = doors;
        this.row = row;
        getStyleClass().add("port-links");
    }

    /** @param ports with commas between them */
    void show(String ports) {
        if (!ports.equals(shown)) {
            shown = ports;
            getChildren()
                    .setAll(List.of(ports.split(", ")).stream().map(this::link).toList());
        }
    }

    private Hyperlink link(String port) {
        int number = Integer.parseInt(port);
        Hyperlink link = new Hyperlink(port);
        link.setAccessibleText(Texts.text("ports.open", port));
        link.setOnAction(event -> {
            link.setVisited(false);
            doors.open(row.get(), number);
        });
        MenuItem open = new MenuItem(Texts.text("ports.open", port));
        open.setOnAction(event -> doors.open(row.get(), number));
        MenuItem copy = new MenuItem(Texts.text("action.copyaddress"));
        copy.setOnAction(event -> doors.copy(row.get(), number));
        link.setContextMenu(new ContextMenu(open, copy));
        return link;
    }
}
