package controlfreak.ui.form.given;

import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.ListInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The files that variables are read from, as an operator edits them: one on a line, each with its dialect, and with
 * {@code optional} where it may be missing: {@code .env (compose)}, {@code local.env (systemd, optional)}. FX thread only.
 */
public final class EnvFilesInput implements FormPart {
    private static final Pattern LINE = Pattern.compile("(.*?)\\s*(?:\\(\\s*(\\w+)\\s*(?:,\\s*(\\w+)\\s*)?\\))?");
    private static final String OPTIONAL = "optional";

    private final List<EnvironmentFile> initial;
    private final ListInput<EnvironmentFile> list;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    public EnvFilesInput(List<EnvironmentFile> initial) {
        this.initial = initial;
        list = ListInput.onLines(initial, EnvFilesInput::format, this::file);
        text().valueProperty().addListener(changed -> describe());
        describe();
    }

    private static String format(EnvironmentFile file) {
        return file.path() + " (" + file.dialect().word() + (file.optional() ? ", " + OPTIONAL : "") + ")";
    }

    public TextInput text() {
        return list.text();
    }

    /** What it says, in a sentence. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Writes one more file to the end; one that is below a folder by its place there. */
    public void add(Path file, Dialect dialect, Optional<Path> folder) {
        list.add(format(EnvironmentFile.of(file, folder, dialect)));
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(text());
    }

    @Override
    public boolean changed() {
        return text().changed();
    }

    @Override
    public void show(ServiceSpec service) {
        list.show(service.envFiles());
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.envFiles = files();
    }

    /**
     * What was typed.
     *
     * @throws IllegalArgumentException where that has a problem
     */
    public List<EnvironmentFile> files() {
        return list.items();
    }

    private EnvironmentFile file(String line) {
        Matcher matcher = LINE.matcher(line);
        Optional<Dialect> dialect = matcher.matches() && matcher.group(2) != null
                ? Dialect.of(matcher.group(2))
                : Optional.of(Dialect.COMPOSE);
        boolean isOptional = OPTIONAL.equals(matcher.group(3));
        if (dialect.isEmpty() || matcher.group(3) != null && !isOptional) {
            throw new IllegalArgumentException(Texts.text("form.env-files.problem", line));
        }
        InstanceTemplate.problem(matcher.group(1)).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return new EnvironmentFile(matcher.group(1), dialect.get(), isOptional, extra(matcher.group(1)));
    }

    private Map<String, Object> extra(String path) {
        return initial.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(EnvironmentFile::extra)
                .orElse(Map.of());
    }

    private void describe() {
        words.set(
                text().value().isBlank()
                        ? Texts.text("form.env-files.none")
                        : Texts.text(
                                "form.env-files.words",
                                text().value()
                                        .strip()
                                        .lines()
                                        .map(String::strip)
                                        .collect(Collectors.joining(", "))));
    }
}
