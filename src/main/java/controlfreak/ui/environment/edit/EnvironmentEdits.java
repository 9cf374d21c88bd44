package controlfreak.ui.environment.edit;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All that an operator can do to the variables of the target that is shown. FX thread only. */
public final class EnvironmentEdits {
    private final Supplier<EnvironmentTarget> target;
    private final Supplier<Workspace> workspace;
    private final BiConsumer<String, UnaryOperator<Workspace>> edit;
    private final Supplier<Optional<Path>> folder;

    /** @param folder where the workspace is kept; empty for one that was never saved */
    public EnvironmentEdits(
            Supplier<EnvironmentTarget> target,
            Supplier<Workspace> workspace,
            BiConsumer<String, UnaryOperator<Workspace>> edit,
            Supplier<Optional<Path>> folder) {
        this.target = target;
        this.workspace = workspace;
        this.edit = edit;
        this.folder = folder;
    }

    /** Where the workspace is kept; empty for one that was never saved. */
    public Optional<Path> folder() {
        return folder.get();
    }

    /** What the target says itself. */
    public Environment own() {
        return target.get().own(workspace.get());
    }

    public void set(String name, String value) {
        change(Texts.text("env.edit.set", name), own -> own.with(name, value));
    }

    /** Gives a variable another name in its place. */
    public void rename(String from, String to) {
        change(Texts.text("env.edit.rename", from, to), own -> {
            Map<String, Optional<String>> renamed = new LinkedHashMap<>();
            own.entries().forEach((name, value) -> renamed.put(name.equals(from) ? to : name, value));
            return Environment.of(renamed);
        });
    }

    /** Forgets own variables: what is inherited holds again. */
    public void forget(List<String> names) {
        change(Texts.text("env.edit.forget", listed(names)), own -> {
            Environment left = own;
            for (String name : names) {
                left = left.without(name);
            }
            return left;
        });
    }

    /** Takes inherited variables away from the target. */
    public void takeAway(List<String> names) {
        change(Texts.text("env.edit.take-away", listed(names)), own -> {
            Environment more = own;
            for (String name : names) {
                more = more.withRemoved(name);
            }
            return more;
        });
    }

    /** Forgets all own variables. */
    public void clear() {
        change(Texts.text("env.edit.clear"), own -> Environment.EMPTY);
    }

    /** Sets the variables of the lines that are valid. */
    public void paste(List<KeyValueText.Line> lines) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        lines.stream().filter(KeyValueText.Line::isValid).forEach(line -> values.put(line.name(), line.value()));
        setAll(Texts.text("env.edit.paste", values.size()), values);
    }

    /**
     * Sets and removes many variables as one edit.
     *
     * @param what what the edit does, for undo
     * @param values an empty one removes the variable
     */
    public void setAll(String what, Map<String, Optional<String>> values) {
        change(what, own -> {
            Map<String, Optional<String>> more = new LinkedHashMap<>(own.entries());
            more.putAll(values);
            return Environment.of(more);
        });
    }

    /** What pasting a line would do. */
    public String effectOf(KeyValueText.Line line) {
        return Effect.of(own(), line.name(), line.value()).inWords();
    }

    /**
     * Makes of a target's environment what was made of it elsewhere. What changed here meanwhile stays, unless it was
     * changed there too.
     *
     * @param base the environment as it was when it was begun to be changed
     */
    public void replace(EnvironmentTarget of, Environment base, Environment wanted) {
        change(of, Texts.text("env.edit.text"), own -> {
            Map<String, Optional<String>> entries = new LinkedHashMap<>(own.entries());
            base.entries().keySet().stream()
                    .filter(name -> !wanted.mentions(name))
                    .forEach(entries::remove);
            wanted.entries().forEach((name, value) -> {
                if (!base.mentions(name) || !base.value(name).equals(value)) {
                    entries.put(name, value);
                }
            });
            return Environment.of(entries);
        });
    }

    /** Says why a variable cannot have a value; empty where it can. */
    public Optional<String> valueProblem(String name, String typed) {
        return Environment.valueProblem(typed).or(() -> target.get().refusal(workspace.get(), own().with(name, typed)));
    }

    /** The target's own files of variables. */
    public List<EnvironmentFile> files() {
        return target.get().files(workspace.get());
    }

    public void setFiles(List<EnvironmentFile> files) {
        EnvironmentTarget of = target.get();
        if (!files.equals(of.files(workspace.get()))) {
            edit.accept(
                    Texts.text("env.edit.of", Texts.text("env.edit.files"), inWords(of)),
                    now -> of.withFiles(now, files));
        }
    }

    /** Has the target read a file at each start, after those that it reads already; whose rules hold is said anew. */
    public void readAtEachStart(Path file, EnvironmentFile.Dialect dialect) {
        EnvironmentFile added = EnvironmentFile.of(file, folder(), dialect);
        List<EnvironmentFile> files = new ArrayList<>(files());
        files.removeIf(other -> other.path().equals(added.path()));
        files.add(added);
        setFiles(files);
    }

    private void change(String what, UnaryOperator<Environment> change) {
        change(target.get(), what, change);
    }

    private void change(EnvironmentTarget of, String what, UnaryOperator<Environment> change) {
        Environment before = of.own(workspace.get());
        boolean isRefused = of.refusal(workspace.get(), change.apply(before)).isPresent();
        if (!isRefused && !change.apply(before).equals(before)) {
            edit.accept(Texts.text("env.edit.of", what, inWords(of)), now -> of.with(now, change.apply(of.own(now))));
        }
    }

    private static String listed(List<String> names) {
        return names.size() == 1 ? names.get(0) : Texts.text("env.edit.several", names.size());
    }

    /** Names a target for people. */
    public static String inWords(EnvironmentTarget target) {
        if (target instanceof EnvironmentTarget.Service service) {
            return service.name();
        }
        return target instanceof EnvironmentTarget.Proxy proxy ? proxy.name() : Texts.text("env.target.workspace");
    }
}
