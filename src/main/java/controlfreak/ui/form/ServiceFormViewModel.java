package controlfreak.ui.form;

import controlfreak.model.Command;
import controlfreak.model.Names;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** A form for one service: its fields, what is wrong with them, and saving. FX thread only. */
public final class ServiceFormViewModel implements FormViewModel {
    /**
     * What the form is about.
     *
     * @param base the service that is edited or copied, or a blank one
     * @param name the name that the form proposes
     * @param command the command that the form proposes
     * @param proxy the proxy that it stands below
     */
    record Subject(Purpose purpose, ServiceSpec base, String name, Optional<Command> command, Optional<String> proxy) {}

    private final WorkspaceEditing editing;
    private final Subject subject;
    private final TextInput name;
    private final TextInput description;
    private final CommandInput command;
    private final TextInput cwd;
    private final TextInput instances;
    private final ObjectProperty<Optional<String>> proxy;
    private final TextInput tags;
    private final BooleanProperty keepStdout;
    private final BooleanProperty keepStderr;
    private final RestartInput restart;
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper scaling = new ReadOnlyStringWrapper("");

    ServiceFormViewModel(WorkspaceEditing editing, Subject subject) {
        this.editing = editing;
        this.subject = subject;
        ServiceSpec base = subject.base();
        proxy = new SimpleObjectProperty<>(subject.proxy());
        instances = TextInput.singleLine(Integer.toString(base.instances()), this::instancesProblem);
        name = TextInput.singleLine(subject.name(), this::nameProblem);
        description = TextInput.singleLine(base.description(), typed -> Optional.empty());
        command = new CommandInput(subject.command(), true);
        cwd = TextInput.singleLine(base.cwd().orElse(""), Folders::problem);
        tags = TextInput.singleLine(String.join(", ", base.tags()), typed -> Optional.empty());
        keepStdout = new SimpleBooleanProperty(base.keepStdout());
        keepStderr = new SimpleBooleanProperty(base.keepStderr());
        restart = new RestartInput(base.restart());
        command.underProxyProperty().set(subject.proxy().isPresent());
        listen();
        describe();
    }

    private void listen() {
        proxy.addListener(changed -> {
            command.underProxyProperty().set(proxy.get().isPresent());
            name.recheck();
        });
        instances.valueProperty().addListener(changed -> name.recheck());
        Stream.of(name.valueProperty(), instances.valueProperty())
                .forEach(value -> value.addListener(changed -> describe()));
        inputs().forEach(input -> input.problemProperty().addListener(changed -> describe()));
    }

    private List<TextInput> inputs() {
        return Stream.concat(
                        Stream.of(name, description, command.text(), cwd, instances, tags), restart.inputs().stream())
                .toList();
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

    TextInput instances() {
        return instances;
    }

    ObjectProperty<Optional<String>> proxyProperty() {
        return proxy;
    }

    /** What the proxy can be: none, or one of the workspace's. */
    List<Optional<String>> proxyChoices() {
        return Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        workspace().proxies().stream().map(ProxySpec::name).map(Optional::of))
                .toList();
    }

    TextInput tags() {
        return tags;
    }

    BooleanProperty keepStdoutProperty() {
        return keepStdout;
    }

    BooleanProperty keepStderrProperty() {
        return keepStderr;
    }

    RestartInput restart() {
        return restart;
    }

    /** Which processes saving adds and stops; empty where it does neither. */
    ReadOnlyStringProperty scalingProperty() {
        return scaling.getReadOnlyProperty();
    }

    /** The folder that files are chosen in: the working folder, else the workspace's. */
    Optional<Path> folder() {
        return Folders.resolved(editing.folder().get(), cwd.value());
    }

    @Override
    public String title() {
        return switch (subject.purpose()) {
            case CREATE -> Texts.text("form.service.create");
            case EDIT -> Texts.text("form.edit", subject.base().name());
            case DUPLICATE -> Texts.text("form.duplicate", subject.base().name());
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
                || restart.changed()
                || !proxy.get().equals(subject.proxy())
                || keepStdout.get() != subject.base().keepStdout()
                || keepStderr.get() != subject.base().keepStderr();
    }

    @Override
    public boolean save() {
        inputs().forEach(TextInput::mark);
        inputs().forEach(TextInput::recheck);
        if (!reason.get().isEmpty()) {
            return false;
        }
        if (subject.purpose() == Purpose.EDIT && !changed()) {
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
        if (subject.purpose() != Purpose.EDIT) {
            return Optional.empty();
        }
        ServiceSpec base = subject.base();
        String verb = Texts.text("form.remove", base.name());
        return Optional.of(new Removal(
                verb,
                Texts.text(
                        "form.service.remove.consequence",
                        base.name(),
                        base.instances(),
                        base.env().entries().size()),
                () -> editing.edit().accept(verb, workspace -> workspace.withoutService(base.name()))));
    }

    private Workspace workspace() {
        return editing.workspace().get();
    }

    private String what() {
        return switch (subject.purpose()) {
            case CREATE -> Texts.text("form.add", name.value());
            case EDIT -> Texts.text("form.edit", subject.base().name());
            case DUPLICATE -> Texts.text("form.duplicate.as", subject.base().name(), name.value());
        };
    }

    private Workspace changed(Workspace workspace) {
        // Another edit may have come in between: only this form's own fields are written over it.
        ServiceSpec base = subject.purpose() == Purpose.EDIT
                ? workspace
                        .service(subject.base().name())
                        .orElseThrow(() -> new IllegalArgumentException(
                                Texts.text("form.gone", subject.base().name())))
                : subject.base();
        return placed(workspace, filled(base));
    }

    private Workspace placed(Workspace workspace, ServiceSpec service) {
        if (subject.purpose() != Purpose.EDIT) {
            return workspace.withService(proxy.get(), service);
        }
        String old = subject.base().name();
        boolean moves = !workspace.proxyOf(old).map(ProxySpec::name).equals(proxy.get());
        return moves
                ? workspace.withServiceMoved(old, proxy.get(), service)
                : workspace.withServiceReplaced(old, service);
    }

    private ServiceSpec filled(ServiceSpec base) {
        return new ServiceSpec(
                name.value(),
                description.value(),
                command.command().orElseThrow(() -> new IllegalArgumentException(Texts.text("form.command.missing"))),
                Folders.typed(cwd.value()),
                Integer.parseInt(instances.value().strip()),
                base.env(),
                Tags.parsed(tags, base.tags()),
                keepStdout.get(),
                keepStderr.get(),
                restart.policy(),
                base.dependsOn(),
                base.health(),
                base.extra());
    }

    private Optional<String> nameProblem(String typed) {
        Optional<String> problem = Names.problem(typed);
        if (problem.isPresent() || instancesProblem(instances.value()).isPresent()) {
            return problem;
        }
        try {
            placed(workspace(), sketch(typed));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A service of that name and size, to ask the workspace whether it would take it. */
    private ServiceSpec sketch(String typed) {
        return subject.base()
                .withName(typed)
                .withInstances(Integer.parseInt(instances.value().strip()));
    }

    private Optional<String> instancesProblem(String typed) {
        return Numbers.problem(typed, 1, ServiceSpec.MAX_INSTANCES);
    }

    private void describe() {
        reason.set(inputs().stream()
                .map(input -> input.problemProperty().get())
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(""));
        scaling.set(describedScaling());
    }

    private String describedScaling() {
        boolean unknown = Names.problem(name.value()).isPresent()
                || instancesProblem(instances.value()).isPresent();
        if (unknown) {
            return "";
        }
        List<ServiceId> wished = sketch(name.value()).ids();
        return subject.purpose() == Purpose.EDIT
                ? Scaling.inWords(subject.base().ids(), wished)
                : Scaling.named(wished);
    }
}
