package controlfreak.ui.form;

import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Names;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.command.PresetInput;
import controlfreak.ui.form.command.VariablesInput;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.form.given.EnvFilesInput;
import controlfreak.ui.form.given.SocketsInput;
import controlfreak.ui.form.given.StreamsInput;
import controlfreak.ui.form.run.AfterInput;
import controlfreak.ui.form.run.ControlInput;
import controlfreak.ui.form.run.HealthInput;
import controlfreak.ui.form.run.HooksInput;
import controlfreak.ui.form.run.RestartInput;
import controlfreak.ui.form.run.RightsInput;
import controlfreak.ui.fx.DeclaredPorts;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.workspace.FreeNames;
import controlfreak.workspace.preset.Preset;
import controlfreak.workspace.preset.Presets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

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

    private static final Command BLANK = new Command.Text("true");

    private final WorkspaceEditing editing;
    private final Subject subject;
    private final FormDraft draft;
    private final TextInput instances;
    private final Placement placement;
    private final TextInput tags;
    private final StreamsInput streams;
    private final RestartInput restart;
    private final AfterInput after;
    private final HealthInput health;
    private final HooksInput hooks;
    private final RightsInput rights;
    private final ControlInput control;
    private final SocketsInput sockets;
    private final VariablesInput variables;
    private final EnvFilesInput envFiles;
    private final List<FormPart> parts;
    private final PresetInput preset;
    private final ReadOnlyStringWrapper scaling = new ReadOnlyStringWrapper("");

    ServiceFormViewModel(WorkspaceEditing editing, Subject subject, Presets presets) {
        this.editing = editing;
        this.subject = subject;
        ServiceSpec base = subject.base();
        placement = new Placement(editing.workspace()::get, subject);
        instances = TextInput.singleLine(Integer.toString(base.instances()), this::instancesProblem);
        draft = new FormDraft(
                editing,
                new FormDraft.About(subject.purpose(), base.name(), subject.name()),
                this::nameProblem,
                new CommandInput(subject.command(), true),
                base.cwd(),
                base.description());
        tags = TextInput.singleLine(String.join(", ", base.tags()), typed -> Optional.empty());
        streams = new StreamsInput(base.streams());
        restart = new RestartInput(base.restart());
        after = new AfterInput(base.dependsOn(), this::afterProblem);
        health = new HealthInput(base.health(), streams::streams);
        control = new ControlInput(base);
        hooks = new HooksInput(base);
        rights = new RightsInput(base.runAs());
        sockets = new SocketsInput(base.sockets(), editing.workspace()::get);
        variables = new VariablesInput(base.env());
        envFiles = new EnvFilesInput(base.envFiles());
        parts = List.of(restart, hooks, streams, after, health, control, rights, sockets, variables, envFiles);
        preset = new PresetInput(presets, command(), this::typed, parts, variables);
        command().underProxyProperty().set(subject.proxy().isPresent());
        listen();
        describe();
    }

    private void listen() {
        ObjectProperty<Optional<String>> proxy = placement.proxyProperty();
        proxy.addListener(changed -> {
            command().underProxyProperty().set(proxy.get().isPresent());
            name().recheck();
            after.text().recheck();
        });
        instances.valueProperty().addListener(changed -> name().recheck());
        name().valueProperty().addListener(changed -> after.text().recheck());
        streams.onChoice(health::streamsHaveChanged);
        Stream.of(name().valueProperty(), instances.valueProperty())
                .forEach(value -> value.addListener(changed -> describe()));
        health.onChoice(this::describe);
        variables.onChoice(this::describe);
        draft.follow(withBasics(FormPart::inputs), () -> withBasics(FormPart::needed));
        parts.forEach(part -> part.onChoice(draft::explain));
    }

    private List<TextInput> withBasics(Function<FormPart, List<TextInput>> ofPart) {
        return Stream.concat(
                        Stream.of(name(), description(), command().text(), cwd(), instances, tags),
                        parts.stream().map(ofPart).flatMap(List::stream))
                .toList();
    }

    @Override
    public FormDraft draft() {
        return draft;
    }

    TextInput instances() {
        return instances;
    }

    Placement placement() {
        return placement;
    }

    TextInput tags() {
        return tags;
    }

    StreamsInput streams() {
        return streams;
    }

    EnvFilesInput envFiles() {
        return envFiles;
    }

    RestartInput restart() {
        return restart;
    }

    HooksInput hooks() {
        return hooks;
    }

    RightsInput rights() {
        return rights;
    }

    AfterInput after() {
        return after;
    }

    /** The names that it could be started after, too. */
    List<String> afterChoices() {
        List<Dependency> chosen = after.dependencies().orElse(List.of());
        return placement
                .neighbours()
                .filter(name -> afterProblem(
                                Stream.concat(chosen.stream(), Stream.of(new Dependency(name, Dependency.Until.READY)))
                                        .toList())
                        .isEmpty())
                .toList();
    }

    VariablesInput variables() {
        return variables;
    }

    PresetInput preset() {
        return preset;
    }

    /** Begins anew with a preset, for a service that does not exist yet. */
    void begin(Preset chosen) {
        preset.begin(chosen);
        if (name().value().isBlank()) {
            name().valueProperty().set(FreeNames.forService(workspace(), chosen.service()));
        }
    }

    boolean isNew() {
        return subject.purpose() == Purpose.CREATE;
    }

    HealthInput health() {
        return health;
    }

    ControlInput control() {
        return control;
    }

    SocketsInput sockets() {
        return sockets;
    }

    /** Which processes saving adds and stops; empty where it does neither. */
    ReadOnlyStringProperty scalingProperty() {
        return scaling.getReadOnlyProperty();
    }

    @Override
    public String title() {
        return draft.title("form.service.create");
    }

    @Override
    public boolean changed() {
        return draft.changed() || placement.changed() || parts.stream().anyMatch(FormPart::changed);
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

    @Override
    public Workspace applied(Workspace workspace) {
        // Another edit may have come in between: only this form's own fields are written over it.
        ServiceSpec base = subject.purpose() == Purpose.EDIT
                ? workspace.service(subject.base().name()).orElseThrow(draft::gone)
                : subject.base();
        return placement.placed(sockets.applied(workspace), filled(base));
    }

    private ServiceSpec filled(ServiceSpec base) {
        return base.with(service -> {
            service.name = name().value();
            service.description = description().value();
            service.command = draft.requireCommand();
            service.cwd = WorkingFolder.typed(cwd().value());
            service.instances = Integer.parseInt(instances.value().strip());
            service.tags = Tags.parsed(tags, base.tags());
            parts.forEach(part -> part.fill(service));
        });
    }

    /** The service as far as it is typed without a problem. */
    private ServiceSpec typed() {
        return subject.base().with(service -> {
            draft.command().command().ifPresent(command -> service.command = command);
            for (FormPart part : parts) {
                if (part.needed().stream()
                        .allMatch(input -> input.problemProperty().get().isEmpty())) {
                    part.fill(service);
                }
            }
        });
    }

    private Optional<String> nameProblem(String typed) {
        Optional<String> problem = Names.problem(typed);
        return problem.isPresent() || instancesProblem(instances.value()).isPresent()
                ? problem
                : placement.refusal(sketch(typed), List.of());
    }

    /** What the workspace has against these, where it has nothing against the rest. */
    private Optional<String> afterProblem(List<Dependency> dependencies) {
        String name = name().value();
        return nameProblem(name).isPresent()
                        || instancesProblem(instances.value()).isPresent()
                ? Optional.empty()
                : placement.refusal(sketch(name), dependencies);
    }

    /** A service of that name and size, to ask the workspace whether it would take it. */
    private ServiceSpec sketch(String typed) {
        return ServiceSpec.of(typed, BLANK)
                .withInstances(Integer.parseInt(instances.value().strip()));
    }

    private Optional<String> instancesProblem(String typed) {
        return Numbers.problem(typed, 1, ServiceSpec.MAX_INSTANCES);
    }

    private void describe() {
        boolean unknown = Names.problem(name().value()).isPresent()
                || instancesProblem(instances.value()).isPresent();
        if (unknown) {
            scaling.set("");
            return;
        }
        List<ServiceId> wished = sketch(name().value()).ids();
        String change = subject.purpose() == Purpose.EDIT
                ? InstanceChange.inWords(subject.base().ids(), wished) + " "
                        + InstanceChange.sockets(subject.base(), wished.size(), subject.proxy())
                : InstanceChange.named(wished);
        String numbers = wished.size() == 1 ? "" : InstanceNumbers.inWords(health.readyPort(), variables.environment());
        String others = DeclaredPorts.clash(
                        InstanceNumbers.withPorts(sketch(name().value()), health.readyPort(), variables.environment()),
                        placement.others())
                .orElse("");
        scaling.set(Stream.of(change.strip(), numbers, others)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" ")));
    }
}
