package controlfreak.ui.details;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.Service;
import controlfreak.engine.base.Argv;
import controlfreak.figures.PortHolder;
import controlfreak.log.LogLine;
import controlfreak.model.Command;
import controlfreak.model.status.SocketStatus;
import controlfreak.ui.main.rows.RowKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What the details pane asks of the engine; narrow, so that a test can stand in for it. Any thread. */
public interface DetailsSource {
    /** So many lines of a log are looked at for what went wrong. */
    int LINES = 40;

    /** Where the log of a proxy or a process is kept. */
    Optional<Path> logOf(RowKey row);

    /** How many variables a proxy or a process gets at its next start. */
    Optional<Integer> variablesOf(RowKey row);

    /** Where a process with that working folder is started. */
    Path folder(Optional<String> cwd);

    /** What is executed for a command that no proxy reads. */
    List<String> executed(Command command);

    /** The workspace's listening sockets, and how they are. */
    List<SocketStatus> sockets();

    /** The newest lines of a process's log, oldest first. */
    List<String> lastLines(RowKey row);

    /** Who listens at a port, as far as this user may know; completes on the FX thread. */
    CompletionStage<Optional<PortHolder>> holderOf(int port);

    /**
     * The running panel's engine.
     *
     * @param background where the system is asked what takes a while
     * @param fx runs tasks on the FX thread
     */
    static DetailsSource of(Controller controller, Executor background, Executor fx) {
        return new DetailsSource() {
            @Override
            public Optional<Path> logOf(RowKey row) {
                if (row instanceof RowKey.OfProxy proxy) {
                    return controller.proxy(proxy.name()).map(Proxy::log).map(log -> log.file());
                }
                return row instanceof RowKey.OfProcess process
                        ? controller.service(process.id()).map(Service::log).map(log -> log.file())
                        : Optional.empty();
            }

            @Override
            public Optional<Integer> variablesOf(RowKey row) {
                if (row instanceof RowKey.OfProxy proxy) {
                    return controller
                            .environmentOfProxy(proxy.name())
                            .map(environment -> environment.values().size());
                }
                return row instanceof RowKey.OfProcess process
                        ? controller
                                .environmentOf(process.id())
                                .map(environment -> environment.values().size())
                        : Optional.empty();
            }

            @Override
            public List<SocketStatus> sockets() {
                return controller.sockets();
            }

            @Override
            public List<String> lastLines(RowKey row) {
                return row instanceof RowKey.OfProcess process
                        ? controller.service(process.id()).map(Service::log).stream()
                                .flatMap(log -> log.newest(LINES).stream())
                                .map(LogLine::text)
                                .toList()
                        : List.of();
            }

            @Override
            public CompletionStage<Optional<PortHolder>> holderOf(int port) {
                return CompletableFuture.supplyAsync(() -> PortHolder.of(port), background)
                        .thenApplyAsync(holder -> holder, fx);
            }

            @Override
            public Path folder(Optional<String> cwd) {
                return controller.folder(cwd);
            }

            @Override
            public List<String> executed(Command command) {
                return Argv.of(command);
            }
        };
    }
}
