package controlfreak.ui.form;

import controlfreak.model.Names;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** A form for one proxy: its fields, what is wrong with them, and saving. FX thread only. */
public final class ProxyFormViewModel implements FormViewModel {
    private final WorkspaceEditing editing;
    private final Purpose purpose;
    private final ProxySpec base;
    private final TextInput name;
    private final TextInput description;
    private final CommandInput command;
    private final TextInput cwd;
    private final BooleanProperty auto;
    private final BooleanProperty copyServices = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper();

    ProxyFormViewModel(WorkspaceEditing editing, Purpose purpose, ProxySpec base, String proposedName) {
        this.editing = editing;
        this.purpose = purpose;
        this.base = base;
        name = TextInput.singleLine(proposedName, this::nameProblem);
        description = TextInput.singleLine(base.description(), typed -> Optional.empty());
        command = new CommandInput(base.command(), false);
        cwd = TextInput.singleLine(base.cwd().orElse(""), Folders::problem);
        auto = new SimpleBooleanProperty(base.auto());
        inputs().forEach(input -> input.problemProperty().addListener(changed -> explain()));
        explain();
    }

    private List<TextInput> inputs() {
        return List.of(name, description, command.text(), cwd);
    }

    TextInput name() {
        return name;
    }

    TextInput description() {
        return description;
    }

    CommandInput command() {
        return command;
    }

    TextInput cwd() {
        return cwd;
    }

    BooleanProperty autoProperty() {
        return auto;
    }

    /** Whether a copy takes the services along; only a copy of a proxy with services asks that. */
    BooleanProperty copyServicesProperty() {
        return copyServices;
    }

    /** The services that a copy can take along. */
    int servicesToCopy() {
        return purpose == Purpose.DUPLICATE ? base.services().size() : 0;
    }

    /** Whether it has so few workers that sharing cannot pay off. */
    boolean fewWorkers() {
        return base.services().stream().mapToInt(ServiceSpec::instances).sum() < 2;
    }

    /** The folder that files are chosen in: the working folder, else the workspace's. */
    Optional<Path> folder() {
        return Folders.resolved(editing.folder().get(), cwd.value());
    }

    @Override
    public String title() {
        return switch (purpose) {
            case CREATE -> Texts.text("form.proxy.create");
            case EDIT -> Texts.text("form.edit", base.name());
            case DUPLICATE -> Texts.text("form.duplicate", base.name());
        };
    }

    @Override
    public ReadOnlyLock lock() {
        return editing.lock();
    }

    @Override
    public ReadOnlyStringProperty reasonProperty() {
        return reason.getReadOnlyProperty();
    }

    @Override
    public boolean changed() {
        return inputs().stream().anyMatch(TextInput::changed)
                || command.changed()
                || auto.get() != base.auto()
                || !copyServices.get();
    }

    @Override
    public boolean save() {
        inputs().forEach(TextInput::mark);
        inputs().forEach(TextInput::recheck);
        if (!reason.get().isEmpty()) {
            return false;
        }
        if (purpose == Purpose.EDIT && !changed()) {
            return true;
        }
        try {
            editing.edit().accept(what(), this::changed);
            return true;
        } catch (IllegalArgumentException e) {
            reason.set(e.getMessage());
            return false;
        }
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

    private String what() {
        return switch (purpose) {
            case CREATE -> Texts.text("form.add", name.value());
            case EDIT -> Texts.text("form.edit", base.name());
            case DUPLICATE -> Texts.text("form.duplicate.as", base.name(), name.value());
        };
    }

    private Workspace changed(Workspace workspace) {
        if (purpose == Purpose.EDIT) {
            // Another edit may have come in between: only this form's own fields are written over it.
            ProxySpec current = workspace
                    .proxy(base.name())
                    .orElseThrow(() -> new IllegalArgumentException(Texts.text("form.gone", base.name())));
            return workspace.withProxyReplaced(base.name(), filled(current));
        }
        Workspace changed = workspace.withProxy(filled(base.withServices(List.of())));
        if (purpose == Purpose.DUPLICATE && copyServices.get()) {
            for (ServiceSpec service : base.services()) {
                String copy = FreeNames.forService(changed, service);
                changed = changed.withService(Optional.of(name.value()), service.withName(copy));
            }
        }
        return changed;
    }

    private ProxySpec filled(ProxySpec current) {
        return new ProxySpec(
                name.value(),
                description.value(),
                command.command(),
                auto.get(),
                Folders.typed(cwd.value()),
                current.env(),
                current.services(),
                current.extra());
    }

    private Optional<String> nameProblem(String typed) {
        Optional<String> problem = Names.problem(typed);
        boolean taken = !(purpose == Purpose.EDIT && typed.equals(base.name()))
                && editing.workspace().get().proxy(typed).isPresent();
        return problem.or(() -> taken ? Optional.of(Texts.text("form.proxy.name.taken", typed)) : Optional.empty());
    }

    private void explain() {
        reason.set(inputs().stream()
                .map(input -> input.problemProperty().get())
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(""));
    }
}
