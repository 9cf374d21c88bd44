package controlfreak.ui.action;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What the command palette finds for what is typed. With nothing typed it lists the actions; rows are found by their
 * names. FX thread only.
 */
public final class PaletteViewModel {
    /** More would be scrolled through rather than found. */
    private static final int MOST = 60;

    private final Supplier<List<PaletteEntry>> actions;
    private final Supplier<List<PaletteEntry>> rows;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<PaletteEntry> found = FXCollections.observableArrayList();
    private List<PaletteEntry> listed = List.of();
    private List<PaletteEntry> searched = List.of();

    private record Found(PaletteEntry entry, int distance) {}

    /** @param rows what can be done to single rows; asked once each time that the palette opens, as is what is in actions */
    PaletteViewModel(Supplier<List<PaletteEntry>> actions, Supplier<List<PaletteEntry>> rows) {
        this.actions = actions;
        this.rows = rows;
        typed.addListener(property -> find());
    }

    /** Begins anew, with what can be done now. */
    public void open() {
        listed = actions.get();
        searched = Stream.concat(listed.stream(), rows.get().stream()).toList();
        typed.set("");
        find();
    }

    public StringProperty typedProperty() {
        return typed;
    }

    /** The best first; what cannot be done now after what can. */
    public ObservableList<PaletteEntry> found() {
        return found;
    }

    private void find() {
        WordMatch match = new WordMatch(typed.get());
        found.setAll((match.isEmpty() ? listed : searched)
                .stream()
                        .flatMap(entry -> found(match, entry))
                        .sorted(Comparator.comparing((Found one) -> !one.entry().canRun())
                                .thenComparingInt(Found::distance))
                        .limit(MOST)
                        .map(Found::entry)
                        .toList());
    }

    private static Stream<Found> found(WordMatch match, PaletteEntry entry) {
        OptionalInt distance = match.distance(entry.title());
        return distance.isPresent() ? Stream.of(new Found(entry, distance.getAsInt())) : Stream.empty();
    }
}
