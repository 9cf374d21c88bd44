package controlfreak.ui.form;

import controlfreak.model.Names;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.form.given.EnvFilesInput;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.workspace.Copies;
import controlfreak.ui.workspace.FreeNames;
import controlfreak.workspace.preset.Preset;
import controlfreak.workspace.preset.Presets;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** A form for one proxy: its fields, what is wrong with them, and saving. FX thread only. */
public final class ProxyFormViewModel implements FormViewModel {
    private final WorkspaceEditing editing;
    private final Purpose purpose;
    private final ProxySpec base;
    private final List<Presets.Choice> presets;
    private final FormDraft draft;
    private final BooleanProperty auto;
    private final EnvFilesInput envFiles;
    private final BooleanProperty copyServices = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<ProxySpec>> pool = new ReadOnlyObjectWrapper<>(Optional.empty());

    ProxyFormViewModel(
            WorkspaceEditing editing,
            Purpose purpose,
            ProxySpec base,
            String proposedName,
            List<Presets.Choice> presets) {
        this.editing = editing;
        this.purpose = purpose;
        this.base = base;
        this.presets = presets;
        draft = new FormDraft(
                editing,
                new FormDraft.About(purpose, base.name(), proposedName),
                this::nameProblem,
                new CommandInput(base.command(), false),
                base.cwd(),
                base.description());
        auto = new SimpleBooleanProperty(base.auto());
        envFiles = new EnvFilesInput(base.envFiles());
        List<TextInput> inputs = List.of(name(), description(), command().text(), cwd(), envFiles.text());
        draft.follow(inputs, () -> inputs);
    }

    @Override
    public FormDraft draft() {
        return draft;
    }

    EnvFilesInput envFiles() {
        return envFiles;
    }

    BooleanProperty autoProperty() {
        return auto;
    }

    /** Whether a copy takes the services along, or a preset brings its own; only what has services asks that. */
    BooleanProperty copyServicesProperty() {
        return copyServices;
    }

    /** The services that a copy can take along. */
    int servicesToCopy() {
        return purpose == Purpose.DUPLICATE ? base.services().size() : 0;
    }

    /** What a new proxy can begin with. */
    List<Presets.Choice> presets() {
        return presets;
    }

    boolean isNew() {
        return purpose == Purpose.CREATE;
    }

    /** Begins with a preset, whose command the operator completes. */
    void begin(Preset preset) {
        ProxySpec proxy = preset.proxy().orElseThrow();
        pool.set(Optional.of(proxy));
        command().show(proxy.command());
        if (name().value().isBlank()) {
            name().valueProperty().set(FreeNames.forProxy(editing.workspace().get(), proxy.name()));
        }
    }

    /** The preset that it was begun with, whose services can come along. */
    ReadOnlyObjectProperty<Optional<ProxySpec>> poolProperty() {
        return pool.getReadOnlyProperty();
    }

    /** Whether it has so few workers that sharing cannot pay off. */
    boolean fewWorkers() {
        return base.services().stream().mapToInt(ServiceSpec::instances).sum() < 2;
    }

    @Override
    public String title() {
        return draft.title("form.proxy.create");
    }

    @Override
    public boolean changed() {
        return draft.changed()
                || auto.get() != base.auto()
                || !copyServices.get()
                || pool.get().isPresent();
    }

    @Override
    public Optional<Removal> removal() {
        if (purpose != Purpose.EDIT) {
            return Optional.empty();
        }
        String verb = Texts.text("form.remove", base.name());
        int workers = base.services().stream().mapToInt(ServiceSpec::instances).sum();
        return Optional.of(new Removal(
                verb,
                Texts.text(
                        "form.proxy.remove.consequence",
                        base.name(),
                        base.services().size(),
                        workers),
                () -> editing.edit().accept(verb, workspace -> workspace.withoutProxy(base.name()))));
    }

    @Override
    public Workspace applied(Workspace workspace) {
        if (purpose == Purpose.EDIT) {
            // Another edit may have come in between: only this form's own fields are written over it.
            ProxySpec current = workspace.proxy(base.name()).orElseThrow(draft::gone);
            return workspace.withProxyReplaced(base.name(), filled(current));
        }
        Workspace more = workspace.withProxy(filled(base.withServices(List.of())));
        Optional<ProxySpec> model = purpose == Purpose.DUPLICATE ? Optional.of(base) : pool.get();
        return model.filter(proxy -> copyServices.get())
                .map(proxy -> Copies.ofServices(more, proxy, name().value()))
                .orElse(more);
    }

    private ProxySpec filled(ProxySpec current) {
        return current.with(draft -> {
            draft.name = name().value();
            draft.description = description().value();
            draft.command = command().command();
            draft.auto = auto.get();
            draft.envFiles = envFiles.files();
            draft.cwd = WorkingFolder.typed(cwd().value());
        });
    }

    private Optional<String> nameProblem(String typed) {
        Optional<String> problem = Names.problem(typed);
        boolean taken = !(purpose == Purpose.EDIT && typed.equals(base.name()))
                && editing.workspace().get().proxy(typed).isPresent();
        return problem.or(() -> taken ? Optional.of(Texts.text("form.proxy.name.taken", typed)) : Optional.empty());
    }
}
