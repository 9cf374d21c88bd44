package controlfreak.ui.environment.transfer;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.Environment;
import controlfreak.model.Origin;
import controlfreak.ui.environment.running.RestartReasons;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.dotenv.Dialect;
import controlfreak.workspace.dotenv.EnvExport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** An environment on its way into a {@code .env} file: what it will hold, and what it cannot. FX thread only. */
final class ExportViewModel {
    private static final Set<Origin> LEVELS = Set.of(Origin.WORKSPACE, Origin.PROXY, Origin.SERVICE);

    private final Environment own;
    private final Environment whole;
    private final ObjectProperty<Dialect> dialect = new SimpleObjectProperty<>();
    private final BooleanProperty inherited = new SimpleBooleanProperty();
    private final BooleanProperty consent = new SimpleBooleanProperty();
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper();
    private EnvExport export = new EnvExport(List.of(), List.of());

    /**
     * @param own what the target says itself
     * @param effective what its process would get
     */
    ExportViewModel(Environment own, EffectiveEnvironment effective) {
        this.own = asTheProcessHasIt(own, effective);
        whole = ofLevels(effective);
        dialect.addListener(changed -> write());
        inherited.addListener(changed -> write());
        consent.addListener(changed -> allow());
    }

    /** A program that reads the file knows nothing of the instances of a service. */
    private static Environment asTheProcessHasIt(Environment own, EffectiveEnvironment effective) {
        Map<String, Optional<String>> entries = new LinkedHashMap<>(own.entries());
        Map<String, String> values = effective.values();
        entries.replaceAll((name, value) -> value.map(text -> values.getOrDefault(name, text)));
        return Environment.of(entries);
    }

    private static Environment ofLevels(EffectiveEnvironment effective) {
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        effective.variables().stream()
                .filter(variable -> LEVELS.contains(variable.winner().origin()))
                .forEach(variable ->
                        entries.put(variable.name(), variable.winner().value()));
        return Environment.of(entries);
    }

    private void write() {
        if (dialect.get() != null) {
            export = dialect.get().export(inherited.get() ? whole : own);
            lines.setAll(export.entries().stream().map(ExportViewModel::shown).toList());
            consent.set(false);
            allow();
        }
    }

    private static String shown(EnvExport.Entry entry) {
        return isSecret(entry) ? entry.name() + "=" + Secrets.MASK : ValueText.firstLine(entry.text());
    }

    private static boolean isSecret(EnvExport.Entry entry) {
        return !entry.removed() && Secrets.isSecret(entry.name(), Optional.of(entry.text()));
    }

    private void allow() {
        writable.set(!export.entries().isEmpty() && (export.leftOut().isEmpty() || consent.get()));
    }

    /** Who is to read the file; null as long as nobody said. */
    ObjectProperty<Dialect> dialectProperty() {
        return dialect;
    }

    /** Whether what the workspace and the proxy give is written too. */
    BooleanProperty inheritedProperty() {
        return inherited;
    }

    /** Whether what the dialect cannot write may be left out. */
    BooleanProperty consentProperty() {
        return consent;
    }

    /** What the file will hold, secrets masked. */
    ObservableList<String> lines() {
        return lines;
    }

    /** Whether there is something to write, and nothing is left out unasked. */
    ReadOnlyBooleanProperty writableProperty() {
        return writable.getReadOnlyProperty();
    }

    /** What the file would tell, in a sentence; empty where it holds no secret. */
    String warning() {
        long secrets =
                export.entries().stream().filter(ExportViewModel::isSecret).count();
        long removed =
                export.entries().stream().filter(EnvExport.Entry::removed).count();
        return Texts.text("env.export.warning", secrets, removed).strip();
    }

    /** What would be left out, in a sentence; empty where nothing would. */
    String leftOut() {
        List<String> names = export.leftOut();
        return names.isEmpty()
                ? ""
                : Texts.text("env.export.consent", ValueText.firstLine(RestartReasons.listed(names)));
    }

    /** How many entries the file will hold. */
    int count() {
        return export.entries().size();
    }

    /** The file's text, with every secret in the clear. */
    String text() {
        return export.text();
    }
}
