package controlfreak.jvmproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
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
     * @param plans tells how a command is to be run; an UncheckedIOException says why not now
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
        Object read;
        try {
            read = Json.read(line);
        } catch (IllegalArgumentException noJson) {
            ignore(line);
            return;
        }
        if (read instanceof Map<?, ?> command && command.get("command") instanceof String verb) {
            try {
                obey(verb, command);
            } catch (IllegalArgumentException reason) {
                complaints.accept("Ignored, " + verb + ": " + reason.getMessage());
            }
        } else {
            ignore(line);
        }
    }

    /** Says of a line that it is none of the protocol. */
    void ignore(String line) {
        complaints.accept("Ignored, no command: " + line.substring(0, Math.min(200, line.length())));
    }

    private void obey(String verb, Map<?, ?> command) {
        switch (verb) {
            case "start" -> start(command);
            case "stop" -> {
                Object signal = command.get("signal") == null ? "TERM" : command.get("signal");
                signal(verb, command, signal);
                // One that is paused acts on no other signal.
                children.signal(childOf(command), "CONT");
            }
            case "signal" -> signal(verb, command, command.get("signal"));
            case "input" -> input(command);
            case "refork" -> refuse(verb, command, "A JVM cannot be forked");
            case "shutdown" -> end.run();
            default -> complaints.accept("Ignored, unknown command: " + verb);
        }
    }

    private Children.Handle childOf(Map<?, ?> command) {
        if (!(command.get("name") instanceof String name)) {
            throw new IllegalArgumentException("No name");
        }
        Children.Handle child = running.get(name);
        if (child == null) {
            throw new IllegalArgumentException(name + " does not run");
        }
        return child;
    }

    private void refuse(String verb, Map<?, ?> command, String reason) {
        JsonLine line = JsonLine.status("refused").with("command", verb);
        if (command.get("name") instanceof String name) {
            line.with("name", name);
        }
        say(line.with("reason", reason));
    }

    private void start(Map<?, ?> command) {
        if (!(command.get("name") instanceof String name)) {
            throw new IllegalArgumentException(Order.NAME_RULE);
        }
        JsonLine failed = JsonLine.status("failed").with("name", name);
        try {
            Order order = Order.of(command);
            Children.Handle other = running.get(order.name());
            if (other != null) {
                throw new IOException(order.name() + " runs already, pid " + other.pid());
            }
            start(order);
        } catch (IllegalArgumentException | RefusedStart lasting) {
            say(failed.with("reason", String.valueOf(lasting.getMessage())).with("final", 1));
        } catch (IOException | UncheckedIOException reason) {
            say(failed.with("reason", String.valueOf(reason.getMessage())));
        }
    }

    private void start(Order order) throws IOException {
        Plan plan = plans.apply(order);
        List<String> variables = order.variables(plan.jvm(), environment);
        if (Stream.of(plan.words(), variables, List.of(order.folder()))
                .flatMap(List::stream)
                .anyMatch(text -> text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("Neither a word, a folder nor a variable can hold a NUL");
        }
        Children.Handle child = children.start(
                new Children.Birth(
                        plan.words(),
                        variables,
                        order.rights(),
                        order.sockets(),
                        order.folder(),
                        order.session(),
                        order.input(),
                        receiver("out", order.name(), order.keepOut()),
                        receiver("err", order.name(), order.keepErr())),
                status -> later(() -> died(order.name(), status)));
        running.put(order.name(), child);
        JsonLine started = JsonLine.status("started")
                .with("name", order.name())
                .with("pid", child.pid())
                .withNull("exit_status");
        say(plan.jvm() ? started : started.with("own_program", 1));
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

    private void input(Map<?, ?> command) {
        Children.Handle child = childOf(command);
        Object text = command.get("text") == null ? "" : command.get("text");
        if (!(text instanceof String)) {
            throw new IllegalArgumentException("What is to be read is no text");
        }
        children.input(child, (String) command.get("name"), (String) text, Order.isTrue(command.get("end")));
    }

    private void signal(String verb, Map<?, ?> command, Object signal) {
        Children.Handle child = childOf(command);
        if (!(signal instanceof String) && !(signal instanceof Long)) {
            throw new IllegalArgumentException("A signal is a name or a number");
        }
        children.signal(child, signal.toString(), "main".equals(command.get("to")), verb);
    }

    void say(JsonLine line) {
        try {
            statuses.put(NOTHING, line.bytes());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
