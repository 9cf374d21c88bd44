package controlfreak.jvmproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program: prepares, says that it is ready, serves, and takes its children along when it ends. */
public final class JvmProxy {
    private static final int PROTOCOL = 2;
    private static final int LAST_WORDS_MILLIS = 1000;
    private static final byte[] OWN_ERROR = "err:-:".getBytes(StandardCharsets.UTF_8);

    private final Options options;
    private final Map<String, String> environment;
    private final LineWriter statuses;
    private final LineWriter log;
    private final Children children;
    private final Services services;
    private Optional<ArchiveFile> archive = Optional.empty();
    private List<String> classPathFacts = List.of();
    private volatile boolean ending;
    private volatile int exitCode;

    private JvmProxy(Options options, Pipes pipes, Map<String, String> environment) throws IOException {
        this.options = options;
        this.environment = environment;
        statuses = LineWriter.to(pipes.statuses(), "statuses", () -> end(0));
        log = LineWriter.to(pipes.log(), "log", () -> end(0));
        children = Children.open(environment, this::complain, () -> end(1));
        services = new Services(children, statuses, log, this::complain, this::plan, () -> end(0), environment);
        Runtime.getRuntime().addShutdownHook(new Thread(this::takeLeave, "end"));
        Threads.start("commands", new CommandReader(pipes.commands(), services, this::complain, () -> end(0)));
    }

    /** Runs the proxy; {@code --help} tells of the arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<String> answer = Usage.answer(arguments);
        if (answer.isPresent()) {
            System.out.print(answer.get());
            return;
        }
        Map<String, String> environment = JavaVariables.of(System.getenv());
        try {
            Options options = Options.of(arguments);
            Optional<Pipes> pipes = Pipes.open(options.stdio(), environment);
            if (pipes.isEmpty()) {
                leave("This program is started by Control Freak; see --help.", 2);
            }
            new JvmProxy(options, pipes.orElseThrow(), environment).run();
        } catch (Options.Misuse misuse) {
            leave(misuse.getMessage() + "; see --help.", 2);
        } catch (NoSuchFileException missing) {
            leave("No such file: " + missing.getFile(), 1);
        } catch (IOException failure) {
            leave(failure.getMessage(), 1);
        }
    }

    private static void leave(String reason, int code) {
        System.err.println(reason);
        System.exit(code);
    }

    private void run() throws InterruptedException {
        long begin = System.nanoTime();
        Preparation preparation = new Preparation(
                options, new Training(options, children, log, environment), environment, this::complain);
        classPathFacts = options.classPath().facts();
        Watch watch = watch();
        archive = preparation.archive();
        if (!ending) {
            services.say(ready(preparation, (System.nanoTime() - begin) / 1_000_000));
        }
        services.serve(watch);
    }

    /** Compares from now on with the class path as it is now. */
    private Watch watch() {
        try {
            return new Watch(options.classPath().files(), options.watchSeconds());
        } catch (IOException unreadable) {
            complain("Changes of the class path go unnoticed: " + unreadable.getMessage());
            return new Watch(List.of(), 0);
        }
    }

    private JsonLine ready(Preparation preparation, long millis) {
        List<String> loaded = new ArrayList<>();
        options.main().ifPresent(loaded::add);
        if (!options.classPath().isEmpty()) {
            loaded.add(options.classPath().entries().size() + " class path entries");
        }
        long megabytes = archive.map(ArchiveFile::bytes).orElse(0L) >> 20;
        archive.ifPresent(file -> loaded.add((file.kind() == ArchiveKind.AOT ? "AOT cache" : "class archive") + " of "
                + megabytes + " MB, " + (preparation.hasTrained() ? "made now" : "made earlier")));
        return JsonLine.status("ready")
                .with("pid", ProcessHandle.current().pid())
                .with("protocol", PROTOCOL)
                .with("runtime", Jdk.name())
                .with("preloaded", loaded)
                .with("preload_ms", millis)
                .with("memory_mb", megabytes)
                .with("input", 1)
                .with("rights", 1);
    }

    private Plan plan(Order order) {
        if (ending) {
            throw new UncheckedIOException("The proxy ends", new IOException());
        }
        if (archive.isPresent() && !options.classPath().facts().equals(classPathFacts)) {
            complain("The class path has changed, so its archive is of no use any more; run the proxy again");
            archive = Optional.empty();
        }
        Map<String, String> variables = order.environment(environment);
        if (archive.isPresent()
                && LeanFlags.nameACollector(JavaVariables.options(variables))
                && !LeanFlags.nameACollector(JavaVariables.options(environment))) {
            complain(order.name() + " names a collector in its variables; the archive was made with another one and"
                    + " may not serve it");
        }
        return Plan.of(order.command(), options, archive, variables);
    }

    private void complain(String text) {
        log.offer(OWN_ERROR, text.replaceAll("[\\r\\n]", " ").getBytes(StandardCharsets.UTF_8));
    }

    /** Any thread; returns at once. */
    private void end(int code) {
        if (!ending) {
            ending = true;
            exitCode = code;
            Threads.start("exit", () -> System.exit(code));
        }
    }

    /** Runs on the JVM's last thread, whether a signal, a command or a lost pipe brought it about. */
    private void takeLeave() {
        ending = true;
        try {
            children.end();
            services.settle();
            statuses.drain(LAST_WORDS_MILLIS);
            log.drain(LAST_WORDS_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        // Otherwise a signal would be told as exit code 143, though the proxy ended in good order.
        Runtime.getRuntime().halt(exitCode);
    }
}
