package controlfreak.ui.fx;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/** The names under which things are offered to choose from, read and spoken alike. FX thread only. */
public final class NameConverter<T> extends StringConverter<T> {
    private final List<T> things;
    private final Function<T, String> name;

    private NameConverter(List<T> things, Function<T, String> name) {
        this.things = things;
        this.name = name;
    }

    /** Offers things in a box by their names. */
    public static <T> void offer(ComboBox<T> box, List<T> things, Function<T, String> name) {
        box.setConverter(new NameConverter<>(things, name));
        box.getItems().setAll(things);
    }

    /** The name of a thing; empty where none is chosen. */
    @Override
    public String toString(T thing) {
        return thing == null ? "" : name.apply(thing);
    }

    /** The first thing of this name; null where there is none. */
    @Override
    public T fromString(String text) {
        return things.stream()
                .filter(thing -> name.apply(thing).equals(text))
                .findFirst()
                .orElse(null);
    }
}
