package controlfreak.jvmproxy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Obeys the commands and tells what becomes of the children. Main thread only, but for {@link #later}. */
final class Services {
    private static final byte[] NOTHING = {};

    private final Children children;
    private final LineWriter statuses;
    private final LineWriter log;
    private final Consumer<String> complaints;
    private final Function<Order, Plan> plans;
    private final Runnable end;
    private final Map<String, String> environment;
    private final Map<String, Children.Handle> running = new HashMap<>();
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

    /**
     * @param plans tells how a command is to be run
     * @param end begins the end of the proxy
     */
    Services(
            Children children,
            LineWriter statuses,
            LineWriter log,
            Consumer<String> complaints,
            Function<Order, Plan> plans,
            Runnable end,
            Map<String, String> environment) {
        this.children = children;
        this.statuses = statuses;
        this.log = log;
        this.complaints = complaints;
        this.plans = plans;
        this.end = end;
        this.environment = environment;
    }

    /** Runs something on the thread that owns the services. Any thread. */
    void later(Runnable event) {
        events.add(event);
    }

    /** Waits a little until all that happened so far has been told. Any thread but the owner. */
    void settle() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        later(told::countDown);
        told.await(1, TimeUnit.SECONDS);
    }

    /** Never returns. */
    void serve(Watch watch) throws InterruptedException {
        while (true) {
            Runnable event = events.poll(watch.rest(), TimeUnit.NANOSECONDS);
            if (event != null) {
                event.run();
            }
            watch.look().ifPresent(this::say);
        }
    }

    void obey(String line) {
        try {
            if (!(Json.read(line) instanceof Map<?, ?> command) || !(command.get("command") instanceof String verb)) {
                throw new IllegalArgumentException("not an object with a command");
            }
            obey(verb, command);
        } catch (IllegalArgumentException noCommand) {
            complaints.accept("Ignored, no command: " + line.substring(0, Math.min(200, line.length())) + " ("
                    + noCommand.getMessage() + ")");
        }
    }

    private void obey(String verb, Map<?, ?> command) {
        switch (verb) {
            case "start" -> start(command);
            case "stop" -> {
                signal(command, "TERM");
                // One that is paused acts on no other signal.
                resume(command);
            }
            case "signal" -> signal(command, null);
            case "refork" -> refuse(verb, command, "A JVM cannot be forked");
            case "shutdown" -> end.run();
            default -> complaints.accept("Ignored, unknown command: " + verb);
        }
    }

    private void refuse(String verb, Map<?, ?> command, String reason) {
        JsonLine line = JsonLine.status("refused").with("command", verb);
        if (command.get("name") instanceof String name) {
            line.with("name", name);
        }
        say(line.with("reason", reason));
    }

    private void start(Map<?, ?> command) {
        try {
            Order order = Order.of(command);
            Children.Handle other = running.get(order.name());
            if (other != null) {
                throw new IllegalArgumentException(order.name() + " runs already, pid " + other.pid());
            }
            start(order);
        } catch (IllegalArgumentException | IOException reason) {
            say(JsonLine.status("failed")
                    .with("name", String.valueOf(command.get("name")))
                    .with("reason", String.valueOf(reason.getMessage())));
        }
    }

    private void start(Order order) throws IOException {
        Plan plan = plans.apply(order);
        List<String> variables = order.variables(plan.jvm(), environment);
        if (Stream.concat(plan.words().stream(), variables.stream()).anyMatch(text -> text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("Neither a word nor a variable can hold a NUL");
        }
        Children.Handle child = children.start(
                new Children.Birth(
                        plan.words(),
                        variables,
                        order.folder(),
                        order.session(),
                        receiver("out", order.name(), order.keepOut()),
                        receiver("err", order.name(), order.keepErr())),
                status -> later(() -> died(order.name(), status)));
        running.put(order.name(), child);
        say(JsonLine.status("started")
                .with("name", order.name())
                .with("pid", child.pid())
                .withNull("exit_status"));
    }

    private Optional<LineRelay.Receiver> receiver(String stream, String name, boolean wanted) {
        return wanted ? Optional.of(new Framed(log, stream, name)) : Optional.empty();
    }

    private void died(String name, int status) {
        Children.Handle child = running.remove(name);
        say(JsonLine.status("stopped")
                .with("name", name)
                .with("pid", child.pid())
                .with("exit_status", status));
    }

    private void resume(Map<?, ?> command) {
        Optional.ofNullable(running.get(String.valueOf(command.get("name"))))
                .ifPresent(child -> children.signal(child, "CONT", false));
    }

    private void signal(Map<?, ?> command, String otherwise) {
        String verb = String.valueOf(command.get("command"));
        Children.Handle child = running.get(String.valueOf(command.get("name")));
        Object signal = command.get("signal") == null ? otherwise : command.get("signal");
        if (child == null) {
            complaints.accept("Ignored, " + verb + ": " + command.get("name") + " does not run");
        } else if (signal == null) {
            complaints.accept("Ignored, " + verb + ": no signal is named");
        } else {
            String name = String.valueOf(signal);
            children.signal(child, name.startsWith("SIG") ? name.substring(3) : name, "main".equals(command.get("to")));
        }
    }

    void say(JsonLine line) {
        try {
            statuses.put(NOTHING, line.bytes());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
