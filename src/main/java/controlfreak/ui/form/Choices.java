package controlfreak.ui.form;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;

/** Shows things to choose from in words. FX thread only. */
final class Choices {
    private Choices() {}

    /**
     * Fills a box.
     *
     * @param chosen what is chosen, here and there
     */
    static <T> void show(ComboBox<T> box, List<T> things, Function<T, String> words, Property<T> chosen) {
        box.setCellFactory(list -> new Cell<>(words));
        box.setButtonCell(new Cell<>(words));
        box.getItems().setAll(things);
        box.valueProperty().bindBidirectional(chosen);
    }

    private static final class Cell<T> extends ListCell<T> {
        private final Function<T, String> words;

        Cell(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(T thing, boolean empty) {
            super.updateItem(thing, empty);
            setText(empty || thing == null ? null : words.apply(thing));
        }
    }
}
