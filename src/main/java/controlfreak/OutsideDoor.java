package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.Service;
import controlfreak.engine.base.Argv;
import controlfreak.figures.Subject;
import controlfreak.model.Command;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.InheritedVariables;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.ui.outside.Desktop;
import controlfreak.ui.outside.Outside;
import controlfreak.ui.outside.ShellCommands;
import controlfreak.ui.workspace.WorkspaceSession;
import controlfreak.workspace.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Knows of each process what a shell beside it needs. FX thread only; the desktop is asked on another. */
final class OutsideDoor implements Outside {
    private final Controller controller;
    private final WorkspaceSession session;
    private final Desktop desktop;
    private final Map<String, String> inherited;
    private final Executor worker;
    private final Background background;
    private final Consumer<String> warn;

    /** What is asked of the desktop. */
    private interface Asked {
        void run() throws IOException;
    }

    /**
     * @param inherited the panel's own variables, as the engine hands them on
     * @param worker where the desktop is asked
     * @param warn tells the operator why something was not done
     */
    OutsideDoor(
            Controller controller,
            WorkspaceSession session,
            Desktop desktop,
            Map<String, String> inherited,
            Executor worker,
            Background background,
            Consumer<String> warn) {
        this.controller = controller;
        this.session = session;
        this.desktop = desktop;
        this.inherited = inherited;
        this.worker = worker;
        this.background = background;
        this.warn = warn;
    }

    /** The desktop that the panel stands on. */
    static OutsideDoor of(
            Controller controller,
            WorkspaceSession session,
            Folders folders,
            Executor worker,
            Background background,
            Consumer<String> warn) {
        boolean isMac =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        Desktop desktop =
                new Desktop(System.getenv(), isMac, folders.runtime().resolve("shells"), InstantSource.system());
        OutsideDoor door = new OutsideDoor(
                controller, session, desktop, InheritedVariables.of(System.getenv()), worker, background, warn);
        door.ask(desktop::clearLeft);
        return door;
    }

    @Override
    public void terminal(Subject subject) {
        Optional<EffectiveEnvironment> environment = environment(subject);
        environment.ifPresent(variables -> {
            Path folder = folder(subject);
            ask(() -> desktop.terminal(folder, variables.values()));
        });
    }

    @Override
    public Optional<String> command(Subject subject, boolean withSecrets) {
        return environment(subject)
                .flatMap(environment -> command(subject)
                        .map(command -> ShellCommands.command(
                                folder(subject), inherited, environment.values(), Argv.of(command), withSecrets)));
    }

    @Override
    public void showLog(Subject subject) {
        log(subject).ifPresent(file -> ask(() -> desktop.show(file)));
    }

    @Override
    public void showWorkspace() {
        session.fileProperty().get().ifPresent(file -> ask(() -> desktop.show(file.toAbsolutePath())));
    }

    private void ask(Asked asked) {
        worker.execute(() -> {
            try {
                asked.run();
            } catch (IOException e) {
                background.fx().execute(() -> warn.accept(e.getMessage()));
            }
        });
    }

    private Workspace workspace() {
        return session.workspace();
    }

    private Optional<ServiceSpec> service(ServiceId id) {
        return workspace().service(id.service()).map(spec -> spec.forInstance(id));
    }

    private Optional<EffectiveEnvironment> environment(Subject subject) {
        return subject instanceof Subject.OfService service
                ? controller.environmentOf(service.id())
                : controller.environmentOfProxy(subject.name());
    }

    private Optional<Command> command(Subject subject) {
        return subject instanceof Subject.OfService service
                ? service(service.id()).map(ServiceSpec::command)
                : workspace().proxy(subject.name()).flatMap(ProxySpec::command);
    }

    private Path folder(Subject subject) {
        Optional<String> cwd = subject instanceof Subject.OfService service
                ? service(service.id())
                        .flatMap(ServiceSpec::cwd)
                        .or(() -> workspace().proxyOf(service.id().service()).flatMap(ProxySpec::cwd))
                : workspace().proxy(subject.name()).flatMap(ProxySpec::cwd);
        return controller.folder(cwd);
    }

    private Optional<Path> log(Subject subject) {
        return subject instanceof Subject.OfService service
                ? controller.service(service.id()).map(Service::log).map(log -> log.file())
                : controller.proxy(subject.name()).map(Proxy::log).map(log -> log.file());
    }
}
