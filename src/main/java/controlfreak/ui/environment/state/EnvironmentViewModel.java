package controlfreak.ui.environment.state;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentLayers;
import controlfreak.model.ProxySpec;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.edit.EnvironmentEdits;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.ComparedProcess;
import controlfreak.ui.environment.running.ComparedProcesses;
import controlfreak.ui.environment.running.EditedEnvironments;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.running.RestartReasons;
import controlfreak.ui.environment.running.RunningEnvironments;
import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.environment.value.Revelations;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The environment of what is selected: its lines, whom a change reaches, what runs with other values. Edits go through
 * {@link #edits()}. FX thread only.
 */
public final class EnvironmentViewModel {
    private final ObservableValue<Workspace> workspace;
    private final RunningEnvironments running;
    private final EnvironmentEdits edits;
    private final ReadOnlyObjectWrapper<EnvironmentTarget> target =
            new ReadOnlyObjectWrapper<>(new EnvironmentTarget.Workspace());
    private final ObservableList<EnvironmentTarget> levels = FXCollections.observableArrayList(target.get());
    private final ObservableList<EnvironmentRow> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty showInherited = new SimpleBooleanProperty();
    private final ReadOnlyIntegerWrapper inheritedCount = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Environment> own = new ReadOnlyObjectWrapper<>(Environment.EMPTY);
    private final ReadOnlyStringWrapper reach = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper restartNeeded = new ReadOnlyStringWrapper("");
    private final ObservableList<ComparedProcess> differing = FXCollections.observableArrayList();
    private final ObservableList<String> restartReasons = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper preloaded = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper files = new ReadOnlyStringWrapper("");
    private final Revelations revelations = new Revelations();

    private final StringProperty lock = new SimpleStringProperty("");

    private List<EnvironmentRow> all = List.of();
    private boolean replacing;
    private Optional<String> draft = Optional.empty();
    private EnvironmentRestart restart = new EnvironmentRestart(List.of(), List.of(), 0);

    /** @param folder where the workspace is kept; empty for one that was never saved */
    @SuppressWarnings("this-escape")
    public EnvironmentViewModel(
            ObservableValue<Workspace> workspace,
            BiConsumer<String, UnaryOperator<Workspace>> edit,
            Supplier<Optional<Path>> folder,
            RunningEnvironments running) {
        this.workspace = workspace;
        this.running = running;
        edits = new EnvironmentEdits(target::get, workspace::getValue, edit, folder);
        workspace.addListener((observable, old, changed) -> refresh());
        filter.addListener(changed -> narrow());
        showInherited.addListener(changed -> narrow());
        refresh();
    }

    /** Shows the environment of what was selected, with the levels that it inherits from within reach. */
    public void show(EnvironmentTarget selected) {
        List<EnvironmentTarget> chain = chain(selected);
        if (!levels.equals(chain)) {
            levels.setAll(chain);
        }
        showLevel(selected);
    }

    private List<EnvironmentTarget> chain(EnvironmentTarget selected) {
        List<EnvironmentTarget> chain = new ArrayList<>(List.of(new EnvironmentTarget.Workspace()));
        if (selected instanceof EnvironmentTarget.Service service) {
            workspace
                    .getValue()
                    .proxyOf(service.name())
                    .map(ProxySpec::name)
                    .map(EnvironmentTarget.Proxy::new)
                    .ifPresent(chain::add);
        }
        if (!(selected instanceof EnvironmentTarget.Workspace)) {
            chain.add(selected);
        }
        return chain;
    }

    /** Shows another of the {@link #levels()}. */
    public void showLevel(EnvironmentTarget level) {
        if (!level.equals(target.get())) {
            revelations.clear();
            draft = Optional.empty();
            target.set(level);
        }
        refresh();
    }

    /** Looks again at what runs: to be called where the environment of a process may have changed. */
    public void refresh() {
        Workspace now = workspace.getValue();
        if (!target.get().exists(now)) {
            show(new EnvironmentTarget.Workspace());
            return;
        }
        ComparedProcesses live = new ComparedProcesses(now, running);
        List<ComparedProcess> reached = live.reachedBy(target.get());
        EnvironmentLayers layers = layers();
        files.set(ReachText.files(target.get().files(now), layers.problem()));
        own.set(target.get().own(now));
        all = EnvironmentRows.of(
                target.get().origin(),
                target.get().own(now),
                layers.effective(),
                reached,
                name -> target.get().isTooLate(name, now));
        inheritedCount.set((int) all.stream().filter(this::inherited).count());
        narrow();
        reach.set(ReachText.inWords(target.get(), now));
        preloaded.set((ReachText.clash(target.get(), now) + " " + ReachText.preloaded(target.get(), now)).strip());
        List<ComparedProcess> different =
                reached.stream().filter(ComparedProcess::differs).toList();
        restart = EnvironmentRestart.of(reached, live);
        if (!differing.equals(different)) {
            differing.setAll(different);
        }
        List<String> reasons = RestartReasons.of(restart, reached, live);
        if (!restartReasons.equals(reasons)) {
            restartReasons.setAll(reasons);
        }
        restartNeeded.set(
                different.isEmpty() ? "" : Texts.text("env.restart.needed", different.size(), reached.size()));
    }

    /** What the target's process would get as things are edited now; of a service's processes, the one that is meant. */
    public EffectiveEnvironment effective() {
        return layers().effective();
    }

    private EnvironmentLayers layers() {
        return new EditedEnvironments(workspace.getValue(), running).of(target.get());
    }

    /** What a file of the target's own level says stands there like its own word. */
    private boolean inherited(EnvironmentRow row) {
        boolean ofItsFiles = row.file().isPresent()
                && row.origin().equals(Optional.of(target.get().origin()));
        return !row.own() && !ofItsFiles && !row.change().needsRestart();
    }

    private void narrow() {
        String wanted = filter.get().toLowerCase(Locale.ROOT).strip();
        List<EnvironmentRow> narrowed = Stream.concat(
                        draft
                                .map(name ->
                                        EnvironmentRow.draft(name, target.get().origin()))
                                .stream(),
                        all.stream().filter(row -> matches(row, wanted)))
                .toList();
        if (!rows.equals(narrowed)) {
            replacing = true;
            rows.setAll(narrowed);
            replacing = false;
        }
    }

    /** A secret's value is not searched: what a filter finds would tell it. */
    private boolean matches(EnvironmentRow row, String wanted) {
        boolean shown = showInherited.get() || !inherited(row);
        boolean found = row.name().toLowerCase(Locale.ROOT).contains(wanted)
                || !isMasked(row)
                        && row.value()
                                .map(value -> value.toLowerCase(Locale.ROOT).contains(wanted))
                                .orElse(false);
        return shown && found;
    }

    public EnvironmentEdits edits() {
        return edits;
    }

    public ReadOnlyObjectProperty<EnvironmentTarget> targetProperty() {
        return target.getReadOnlyProperty();
    }

    /** What the target says itself. */
    public ReadOnlyObjectProperty<Environment> ownProperty() {
        return own.getReadOnlyProperty();
    }

    /** The target that was selected and those that it inherits from, the weakest first. */
    public ObservableList<EnvironmentTarget> levels() {
        return levels;
    }

    public ObservableList<EnvironmentRow> rows() {
        return rows;
    }

    /** Whether the lines are being replaced just now, so that a selection that goes was not taken back by anyone. */
    public boolean isReplacingRows() {
        return replacing;
    }

    /** Why nothing may be changed; empty where it may. */
    public StringProperty lockProperty() {
        return lock;
    }

    public boolean isLocked() {
        return !lock.get().isEmpty();
    }

    public StringProperty filterProperty() {
        return filter;
    }

    public BooleanProperty showInheritedProperty() {
        return showInherited;
    }

    /** How many lines come from other levels. */
    public ReadOnlyIntegerProperty inheritedCountProperty() {
        return inheritedCount.getReadOnlyProperty();
    }

    /** Whom a change reaches, in a sentence. */
    public ReadOnlyStringProperty reachProperty() {
        return reach.getReadOnlyProperty();
    }

    /** How many processes run with other values, in a sentence; empty where none does. */
    public ReadOnlyStringProperty restartNeededProperty() {
        return restartNeeded.getReadOnlyProperty();
    }

    /** The processes that run with other values. */
    public ObservableList<ComparedProcess> differing() {
        return differing;
    }

    public EnvironmentRestart restart() {
        return restart;
    }

    /** What that restart restarts, and for which variables: a sentence for each proxy and each service. */
    public ObservableList<String> restartReasons() {
        return restartReasons;
    }

    /** What is likely to go wrong: a port for all instances, own variables that a preload has read; empty for nothing. */
    public ReadOnlyStringProperty preloadedProperty() {
        return preloaded.getReadOnlyProperty();
    }

    /** Which files are read at each start, and what is wrong with them, in sentences; empty where there are none. */
    public ReadOnlyStringProperty filesProperty() {
        return files.getReadOnlyProperty();
    }

    /** Begins a new line, whose name is not known yet. */
    public void beginDraft(String name) {
        draft = Optional.of(name);
        narrow();
    }

    public void endDraft() {
        draft = Optional.empty();
        narrow();
    }

    public boolean isDraft(EnvironmentRow row) {
        return draft.filter(row.name()::equals).isPresent() && row.equals(rows.get(0));
    }

    /** Says why a line cannot go by a name; empty where it can. */
    public Optional<String> nameProblem(String typed, String before) {
        return Environment.nameProblem(typed)
                .or(() -> !typed.equals(before) && edits.own().mentions(typed)
                        ? Optional.of(Texts.text("env.name.taken", typed))
                        : Optional.empty());
    }

    public boolean isMasked(EnvironmentRow row) {
        return revelations.isMasked(row.name(), row.secret());
    }

    /** Which secrets are seen; all are masked again where another target is shown. */
    public Revelations revelations() {
        return revelations;
    }

    /** Variables as lines to paste elsewhere; secrets that are masked only where they are asked for. */
    public String copied(List<EnvironmentRow> lines, boolean withSecrets) {
        return lines.stream()
                .filter(row -> row.value().isPresent() && (withSecrets || !isMasked(row)))
                .map(row -> KeyValueText.format(row.name(), row.value().orElseThrow()) + "\n")
                .reduce("", String::concat);
    }

    /** Names the level of a line, or its file, for people. */
    public String originInWords(EnvironmentRow row) {
        return Origins.of(row, target.get().origin());
    }
}
