package controlfreak.jvmproxy;

import controlfreak.guard.TemporaryFolder;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes that the proxy starts, by way of a small Perl program that is their parent: see {@code rooms/jvm/children.pl} for
 * why. Any thread; what is said about a child comes on the thread that reads the parent's answers.
 */
final class Children {
    /** The descriptor for orders, that of answers, and the pid of the parent. */
    private static final Pattern FIELDS = Pattern.compile("(\\d{1,9}) (\\d{1,9}) (\\d{1,9})");

    /**
     * What a child is to be.
     *
     * @param variables NAME=VALUE, or NAME alone where it is to be removed
     * @param rights as whom it runs and how much it may take, in the words of the program
     * @param sockets the names of those that it inherits, from descriptor 3 on
     * @param out receives its standard output; empty for nobody
     */
    record Birth(
            List<String> words,
            List<String> variables,
            List<String> rights,
            List<String> sockets,
            String folder,
            boolean session,
            Input input,
            Optional<LineRelay.Receiver> out,
            Optional<LineRelay.Receiver> err) {}

    private record Child(Birth birth, CompletableFuture<Long> born, IntConsumer died) {}

    private final InputStream answers;
    private final OutputStream orders;
    private final long parent;
    private final CountDownLatch lost = new CountDownLatch(1);
    private final Path folder;
    private final Consumer<String> complaints;
    private final Map<Long, Child> children = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Phaser relays = new Phaser(1);

    private Children(InputStream answers, OutputStream orders, long parent, Path folder, Consumer<String> complaints) {
        this.answers = answers;
        this.orders = orders;
        this.parent = parent;
        this.folder = folder;
        this.complaints = complaints;
    }

    /**
     * Meets the parent of the children, which the program's script has started: a JVM hands no descriptors on.
     *
     * @param whenLost called when the parent of the children has ended, and with it they
     * @throws IOException where the program was not started by its script
     */
    static Children open(Map<String, String> environment, Consumer<String> complaints, Runnable whenLost)
            throws IOException {
        Matcher fields = FIELDS.matcher(environment.getOrDefault("_CFK_CHILDREN", ""));
        if (!fields.matches()) {
            throw new IOException("This program is started by cfk-share-mem-proxy-jvm.");
        }
        OutputStream orders = new FileOutputStream("/dev/fd/" + fields.group(1));
        InputStream answers = new FileInputStream("/dev/fd/" + fields.group(2));
        Path folder = TemporaryFolder.make("cfk-jvm-").path();
        Children children = new Children(answers, orders, Long.parseLong(fields.group(3)), folder, complaints);
        children.order(Stream.of("folder", folder.toString()));
        Threads.start("children", () -> {
            children.readAnswers();
            whenLost.run();
        });
        return children;
    }

    /** A started child. */
    record Handle(long id, long pid) {}

    /**
     * Starts a child and waits until it runs its own program.
     *
     * @throws IOException with the reason why it does not
     * @throws RefusedStart where that would be the same the next time
     */
    Handle start(Birth birth, IntConsumer died) throws IOException {
        long id = lastId.incrementAndGet();
        Child child = new Child(birth, new CompletableFuture<>(), died);
        children.put(id, child);
        Stream<String> head = Stream.of(
                "start",
                Long.toString(id),
                birth.session() ? "1" : "0",
                birth.input().word(),
                birth.out().isPresent() ? "1" : "0",
                birth.err().isPresent() ? "1" : "0",
                birth.folder(),
                Integer.toString(birth.variables().size()));
        order(Stream.of(
                        head,
                        birth.variables().stream(),
                        counted(birth.rights()),
                        counted(birth.sockets()),
                        birth.words().stream())
                .flatMap(Function.identity()));
        try {
            return new Handle(id, child.born().get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RefusedStart refused
                    ? refused
                    : new IOException(failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IOException("The proxy ends", end);
        }
    }

    private static Stream<String> counted(List<String> texts) {
        return Stream.concat(Stream.of(Integer.toString(texts.size())), texts.stream());
    }

    /** Sends a signal that there is, by its name without SIG, to the child's group. */
    void signal(Handle child, String signal) {
        signal(child, signal, false, "signal");
    }

    /**
     * Sends a signal to the child's group, or to the child alone.
     *
     * @param signal its name, with or without SIG, or its number
     * @param verb what it is sent for, where it has to be said that there is none of that name
     */
    void signal(Handle child, String signal, boolean isAlone, String verb) {
        order(Stream.of("signal", Long.toString(child.id()), signal, isAlone ? "1" : "", verb));
    }

    /**
     * Gives a child something to read.
     *
     * @param name of whom it has to be said that it does not read
     * @param ends whether nothing comes after it
     */
    void input(Handle child, String name, String text, boolean ends) {
        order(Stream.of("input", Long.toString(child.id()), name, text, ends ? "1" : ""));
    }

    /** Ends all children: TERM, after two seconds KILL. Waits for that and for their last words, at most four seconds. */
    void end() throws InterruptedException {
        order(Stream.of("end"));
        if (!lost.await(3, TimeUnit.SECONDS)) {
            ProcessHandle.of(parent).ifPresent(ProcessHandle::destroyForcibly);
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
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answers, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                answer(fields[0], Long.parseLong(fields[1]), URLDecoder.decode(fields[2], StandardCharsets.UTF_8));
            }
        } catch (IOException lost) {
            // As good as its end.
        } finally {
            lost.countDown();
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
            case "refused" -> {
                children.remove(id);
                child.born().completeExceptionally(new RefusedStart(text));
            }
            case "died" -> {
                children.remove(id);
                child.died().accept(Integer.parseInt(text));
            }
            default -> complaints.accept("Ignored, " + text);
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
