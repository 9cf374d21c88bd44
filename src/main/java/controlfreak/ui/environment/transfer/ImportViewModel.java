package controlfreak.ui.environment.transfer;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.Origin;
import controlfreak.ui.environment.edit.EnvironmentEdits;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.dotenv.Dialect;
import controlfreak.workspace.dotenv.EnvEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A {@code .env} file on its way into an environment: nothing of it is set before {@link #apply}. FX thread only. */
final class ImportViewModel {
    private final String text;
    private final EnvironmentEdits edits;
    private final Map<String, String> referable;
    private final ObjectProperty<Dialect> dialect = new SimpleObjectProperty<>();
    private final ObservableList<ImportLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper taken = new ReadOnlyIntegerWrapper();

    /**
     * @param text the file's
     * @param referable what references in the file find besides what stands in it
     */
    ImportViewModel(String text, EnvironmentEdits edits, Map<String, String> referable) {
        this.text = text;
        this.edits = edits;
        this.referable = Map.copyOf(referable);
        dialect.addListener((property, before, chosen) -> read(chosen));
    }

    /** What is there without an environment's own variables, which the file may be about to change. */
    static Map<String, String> inheritedBy(Origin level, EffectiveEnvironment environment) {
        Map<String, String> values = new LinkedHashMap<>();
        environment
                .variables()
                .forEach(variable -> Stream.concat(Stream.of(variable.winner()), variable.overridden().stream())
                        .filter(setting -> setting.origin().compareTo(level) < 0)
                        .findFirst()
                        .flatMap(EffectiveEnvironment.Setting::value)
                        .ifPresent(value -> values.put(variable.name(), value)));
        return values;
    }

    private void read(Dialect chosen) {
        List<ImportLine> read =
                chosen.read(text, referable).stream().map(this::line).toList();
        read.forEach(line -> line.takenProperty().addListener(changed -> count()));
        lines.setAll(read);
        count();
    }

    private ImportLine line(EnvEntry entry) {
        return new ImportLine(entry, edits.own());
    }

    private void count() {
        taken.set(
                (int) lines.stream().filter(line -> line.takenProperty().get()).count());
    }

    /** Whose rules the file is read by; null as long as nobody said. */
    ObjectProperty<Dialect> dialectProperty() {
        return dialect;
    }

    ObservableList<ImportLine> lines() {
        return lines;
    }

    /** How many entries are to be taken. */
    ReadOnlyIntegerProperty takenProperty() {
        return taken.getReadOnlyProperty();
    }

    /** Takes lines, or leaves them where all of them were to be taken. */
    void toggle(List<ImportLine> some) {
        List<ImportLine> takable = some.stream().filter(ImportLine::isTakable).toList();
        boolean all = takable.stream().allMatch(line -> line.takenProperty().get());
        takable.forEach(line -> line.takenProperty().set(!all));
    }

    /** How many lines need attention, in a sentence; empty where none does. */
    String problems() {
        long wrong = lines.stream().filter(line -> !line.isTakable()).count();
        long noted = lines.stream()
                .filter(line -> line.isTakable() && !line.entry().notes().isEmpty())
                .count();
        return Texts.text("env.import.problems", wrong, noted);
    }

    /** Takes nothing of the file: it is read anew at each start instead, by the rules that were chosen. */
    void readAtEachStart(Path file) {
        edits.readAtEachStart(
                file, EnvironmentFile.Dialect.valueOf(dialect.get().name()));
    }

    /** Sets what is to be taken, as one edit. */
    void apply() {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.takenProperty().get())
                .forEach(line ->
                        values.put(line.entry().name(), Optional.of(line.entry().value())));
        edits.setAll(Texts.text("env.edit.import", values.size()), values);
    }
}
