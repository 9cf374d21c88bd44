package controlfreak.ui.form;

import controlfreak.model.Environment;
import controlfreak.model.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The variables that a preset sets; others are edited in the pane of the environment. FX thread only. */
final class VariablesInput implements FormPart {
    private final Environment initial;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private Environment shown;

    VariablesInput(Environment initial) {
        this.initial = initial;
        shown = initial;
    }

    /** What is set beyond the service's own, {@code NAME=value} and commas; empty where nothing is. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    private Map<String, Optional<String>> added() {
        return shown.entries().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(initial.entries().get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What the service would have by itself. */
    Environment environment() {
        return shown;
    }

    @Override
    public List<TextInput> inputs() {
        return List.of();
    }

    @Override
    public boolean changed() {
        return !added().isEmpty();
    }

    @Override
    public void show(ServiceSpec service) {
        shown = service.env();
        words.set(added().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().orElse(""))
                .sorted()
                .collect(Collectors.joining(", ")));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        for (Map.Entry<String, Optional<String>> entry : added().entrySet()) {
            if (entry.getValue().isPresent()) {
                service.env = service.env.with(entry.getKey(), entry.getValue().get());
            }
        }
    }
}
