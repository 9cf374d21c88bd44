package controlfreak.jvmproxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * The processes that the proxy starts, by way of a small Perl program that is their parent: see {@code children.pl} for
 * why. Any thread; what is said about a child comes on the thread that reads the parent's answers.
 */
final class Children {
    private static final String PROGRAM = "/controlfreak/jvmproxy/children.pl";

    /**
     * What a child is to be.
     *
     * @param variables NAME=VALUE, or NAME alone where it is to be removed
     * @param out receives its standard output; empty for nobody
     */
    record Birth(
            List<String> words,
            List<String> variables,
            String folder,
            boolean session,
            Optional<LineRelay.Receiver> out,
            Optional<LineRelay.Receiver> err) {}

    private record Child(Birth birth, CompletableFuture<Long> born, IntConsumer died) {}

    private final Process parent;
    private final OutputStream orders;
    private final Path folder;
    private final Consumer<String> complaints;
    private final Map<Long, Child> children = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Phaser relays = new Phaser(1);

    private Children(Process parent, Path folder, Consumer<String> complaints) {
        this.parent = parent;
        this.orders = parent.getOutputStream();
        this.folder = folder;
        this.complaints = complaints;
    }

    /** @param whenLost called when the parent of the children has ended, and with it they */
    static Children open(Consumer<String> complaints, Runnable whenLost) throws IOException {
        Path folder = Files.createTempDirectory("cfk-jvm-");
        ProcessBuilder builder = new ProcessBuilder("perl", "-e", program(), folder.toString());
        JavaVariables.restore(builder.environment());
        builder.environment().keySet().removeIf(name -> name.matches("_CFK_(.*_FD|LOG_PIECES)"));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Children children = new Children(builder.start(), folder, complaints);
        Threads.start("children", () -> {
            children.readAnswers();
            whenLost.run();
        });
        return children;
    }

    private static String program() throws IOException {
        try (InputStream stream = Children.class.getResourceAsStream(PROGRAM)) {
            if (stream == null) {
                throw new IOException("This installation lacks " + PROGRAM);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A started child. */
    record Handle(long id, long pid) {}

    /**
     * Starts a child and waits until it runs its own program.
     *
     * @throws IOException with the reason why it does not
     */
    Handle start(Birth birth, IntConsumer died) throws IOException {
        long id = lastId.incrementAndGet();
        Child child = new Child(birth, new CompletableFuture<>(), died);
        children.put(id, child);
        Stream<String> head = Stream.of(
                "start",
                Long.toString(id),
                birth.session() ? "1" : "0",
                birth.out().isPresent() ? "1" : "0",
                birth.err().isPresent() ? "1" : "0",
                birth.folder(),
                Integer.toString(birth.variables().size()));
        order(Stream.concat(head, Stream.concat(birth.variables().stream(), birth.words().stream())));
        try {
            return new Handle(id, child.born().get());
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IOException("The proxy ends", end);
        }
    }

    /** Sends a signal, by its name without SIG, to the child's group, or to the child alone. */
    void signal(Handle child, String name, boolean isAlone) {
        order(Stream.of("signal", Long.toString(child.id()), name, isAlone ? "1" : ""));
    }

    /** Ends all children: TERM, after two seconds KILL. Waits for that and for their last words, at most four seconds. */
    void end() throws InterruptedException {
        order(Stream.of("end"));
        if (!parent.waitFor(3, TimeUnit.SECONDS)) {
            parent.destroyForcibly();
        }
        try {
            relays.awaitAdvanceInterruptibly(relays.arrive(), 1, TimeUnit.SECONDS);
        } catch (TimeoutException impatient) {
            // Something that left its group still holds the output of a child.
        }
    }

    private synchronized void order(Stream<String> fields) {
        String line = String.join("\t", fields.map(Children::encoded).toList());
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            orders.flush();
        } catch (IOException lost) {
            // The thread that reads the answers notices the same and ends the proxy.
        }
    }

    private static String encoded(String field) {
        StringBuilder line = new StringBuilder();
        for (byte each : field.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each != '%' && each < 127) {
                line.append((char) each);
            } else {
                line.append(String.format("%%%02X", each));
            }
        }
        return line.toString();
    }

    private void readAnswers() {
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                String[] fields = line.split("\t", -1);
                answer(fields[0], Long.parseLong(fields[1]), URLDecoder.decode(fields[2], StandardCharsets.UTF_8));
            }
        } catch (IOException lost) {
            // As good as its end.
        } finally {
            children.values()
                    .forEach(child -> child.born()
                            .completeExceptionally(
                                    new UncheckedIOException(new IOException("The parent of all has ended"))));
        }
    }

    private void answer(String what, long id, String text) {
        Child child = children.get(id);
        switch (what) {
            case "born" -> {
                relay(id, child.birth());
                child.born().complete(Long.valueOf(text));
            }
            case "failed" -> {
                children.remove(id);
                child.born().completeExceptionally(new IOException(text));
            }
            case "died" -> {
                children.remove(id);
                child.died().accept(Integer.parseInt(text));
            }
            default -> complaints.accept("Ignored, unknown signal: " + text);
        }
    }

    private void relay(long id, Birth birth) {
        AtomicInteger unopened = new AtomicInteger((int)
                Stream.of(birth.out(), birth.err()).filter(Optional::isPresent).count());
        // On the relays' threads: the one that reads the answers must never wait until its orders are read.
        Runnable opened = () -> {
            if (unopened.decrementAndGet() == 0) {
                order(Stream.of("taken", Long.toString(id)));
            }
        };
        birth.out().ifPresent(receiver -> relay(id, "out", receiver, opened));
        birth.err().ifPresent(receiver -> relay(id, "err", receiver, opened));
    }

    private void relay(long id, String stream, LineRelay.Receiver receiver, Runnable opened) {
        relays.register();
        Path path = folder.resolve(id + "." + stream);
        Threads.start(stream + " of child " + id, new LineRelay(path, receiver, opened, relays::arriveAndDeregister));
    }
}
