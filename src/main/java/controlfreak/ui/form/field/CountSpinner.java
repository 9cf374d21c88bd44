package controlfreak.ui.form.field;

import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.util.StringConverter;

/** A spinner for a whole number that leaves a text alone that is none, for its field to say so. FX thread only. */
public final class CountSpinner extends Spinner<Integer> {
    public CountSpinner() {
        setEditable(true);
    }

    /** Shows a number in this spinner, inside its field. */
    public void open(FormField field, TextInput input, int least, int most) {
        field.setTarget(getEditor());
        field.follow(input, getEditor());
        SpinnerValueFactory.IntegerSpinnerValueFactory factory =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(least, most, number(input.value(), least, most));
        factory.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return value == null ? "" : value.toString();
            }

            @Override
            public Integer fromString(String typed) {
                return number(typed, factory.getValue(), most);
            }
        });
        setValueFactory(factory);
        getEditor().textProperty().bindBidirectional(input.valueProperty());
        // The arrows count from what was typed, not from what was typed before that.
        getEditor().textProperty().addListener((observable, old, typed) -> {
            if (Numbers.problem(typed, least, most).isEmpty()) {
                factory.setValue(Integer.valueOf(typed.strip()));
            }
        });
    }

    private static int number(String typed, int otherwise, int most) {
        return Numbers.problem(typed, 0, most).isEmpty() ? Integer.parseInt(typed.strip()) : otherwise;
    }
}
