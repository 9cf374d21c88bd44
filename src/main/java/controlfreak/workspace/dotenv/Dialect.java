package controlfreak.workspace.dotenv;

import controlfreak.model.Environment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dialects of {@code .env} files, by the tools that read them. Any thread. */
public enum Dialect {
    /** Expands nothing; a line that is no {@code NAME=value} is skipped. */
    FOREMAN(new ForemanSyntax()),
    /** Expands {@code $V}, <code>${V}</code> and the shell's defaults, and reads quoted values over several lines. */
    COMPOSE(new ComposeSyntax()),
    /** Expands {@code $V} and <code>${V}</code>, and reads quoted values over several lines. */
    RUBY(new RubySyntax()),
    /** An {@code EnvironmentFile=} of systemd: expands nothing, lets a backslash continue a line. */
    SYSTEMD(new SystemdSyntax());

    private final Syntax syntax;

    Dialect(Syntax syntax) {
        this.syntax = syntax;
    }

    /**
     * Reads every line; what is wrong with one does not keep the next from being read. Where a name is set twice, only
     * the last one can be taken.
     *
     * @param environment what references to variables find besides those of the text
     */
    public List<EnvEntry> read(String text, Map<String, String> environment) {
        Entries entries = new Entries(syntax.withNewlines(text), environment);
        syntax.read(entries);
        return entries.marked();
    }

    /** One entry that {@link #read} reads as this variable, without a newline; empty where the dialect has none. */
    public Optional<String> write(String name, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name + value)) {
            return Optional.empty();
        }
        return syntax.forms(value).stream()
                .map(form -> name + "=" + form)
                .filter(entry -> readsBack(entry, name, value))
                .findFirst();
    }

    private boolean readsBack(String written, String name, String value) {
        List<EnvEntry> read = read(written + "\n", Map.of());
        return read.size() == 1
                && read.get(0).isTakable()
                && read.get(0).name().equals(name)
                && read.get(0).value().equals(value);
    }

    /** Writes a whole environment, in its order. */
    public EnvExport export(Environment environment) {
        return EnvExport.of(environment, this);
    }
}
