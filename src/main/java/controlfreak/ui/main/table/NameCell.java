package controlfreak.ui.main.table;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.GroupRow;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.TagRow;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** What kind of row it is, its name, and a mark where it failed and nobody has looked since. FX thread only. */
final class NameCell extends TreeTableCell<Row, RowFacts> {
    private final FontIcon kind = Icons.of(MaterialDesignC.COG_OUTLINE, "kind-icon");
    private final Label name = new Label();
    private final FontIcon mark = Icons.of(MaterialDesignC.CIRCLE_MEDIUM, "unseen-mark");
    private final HBox box = new HBox(kind, name, mark);

    NameCell() {
        getStyleClass().add("name-cell");
        name.getStyleClass().add("name");
        mark.managedProperty().bind(mark.visibleProperty());
        box.getStyleClass().add("name-box");
        box.setAlignment(Pos.CENTER_LEFT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        Row row = getTableRow() == null ? null : getTableRow().getItem();
        if (empty || facts == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        kind.setIconCode(icon(row));
        name.setText(facts.title());
        mark.setVisible(facts.unseen());
        setGraphic(box);
        setAccessibleText(facts.unseen() ? facts.title() + ". " + Texts.text("state.unseen") : facts.title());
    }

    private static Ikon icon(Row row) {
        if (row instanceof ProxyRow) {
            return MaterialDesignL.LAYERS_TRIPLE_OUTLINE;
        }
        if (row instanceof TagRow) {
            return MaterialDesignT.TAG_OUTLINE;
        }
        return row instanceof GroupRow ? MaterialDesignC.CONTENT_COPY : MaterialDesignC.COG_OUTLINE;
    }
}
