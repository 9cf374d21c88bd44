package controlfreak.ui.main.table;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.state.MainViewModel;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** Where the text is typed that rows are filtered by. FX thread only. */
public final class FilterField {
    private final CustomTextField field;
    private final MainViewModel model;

    /** @param away takes the focus on to what was found */
    public FilterField(CustomTextField field, MainViewModel model, Runnable away) {
        this.field = field;
        this.model = model;
        Button clear = new Button(null, Icons.of(MaterialDesignC.CLOSE_CIRCLE));
        clear.setId("filter-clear");
        clear.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "filter-clear");
        // Escape does the same, so it need not be a stop on the way of the focus.
        clear.setFocusTraversable(false);
        clear.setAccessibleText(Texts.text("main.filter.clear"));
        clear.visibleProperty().bind(field.textProperty().isNotEmpty());
        clear.setOnAction(event -> field.clear());
        field.setLeft(Icons.of(MaterialDesignM.MAGNIFY, "filter-icon"));
        field.setRight(clear);
        field.textProperty().addListener((property, before, text) -> filter(text));
        model.filterProperty().addListener((property, before, after) -> field.setText(after.text()));
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> press(event, away));
    }

    private void filter(String text) {
        RowFilter now = model.filterProperty().get();
        if (!now.text().equals(text)) {
            model.filterProperty().set(new RowFilter(text, now.state()));
        }
    }

    private void press(KeyEvent event, Runnable away) {
        if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
            event.consume();
            field.clear();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            away.run();
        }
    }
}
