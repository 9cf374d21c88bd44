package controlfreak.jvmproxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the application once, so that the JVM can keep the classes that it loads. What it prints goes to the proxy's log.
 * Main thread only.
 */
final class Training {
    /** Linking the classes of a large application in advance takes its time. */
    private static final int ARCHIVING_SECONDS = 180;

    private static final byte[] NO_PREFIX = {};

    private final Options options;
    private final Children children;
    private final LineWriter log;
    private final Map<String, String> environment;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();

    Training(Options options, Children children, LineWriter log, Map<String, String> environment) {
        this.options = options;
        this.children = children;
        this.log = log;
        this.environment = environment;
    }

    /**
     * Leaves the archive in a file.
     *
     * @throws IOException with the reason why there is none
     */
    void run(ArchiveKind kind, Path file) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(kind.making(file), options.main().orElseThrow()));
        command.addAll(options.trainingArguments());
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Children.Handle child = children.start(
                new Children.Birth(
                        Plan.jvm(command, options, Optional.empty(), environment),
                        List.of("CONTROL_FREAK_TRAINING=1", "MALLOC_ARENA_MAX=1"),
                        List.of(),
                        List.of(),
                        "",
                        true,
                        Input.NOTHING,
                        Optional.of(receiver("out")),
                        Optional.of(receiver("err"))),
                ended::complete);
        if (!isDone(CompletableFuture.anyOf(ended, reached), options.seconds())) {
            options.until()
                    .ifPresent(line -> log.offer(
                            NO_PREFIX,
                            bytes("err:-:training: No line matched " + line + " within " + options.seconds() + " s")));
        }
        if (options.exercise().isPresent() && !ended.isDone()) {
            exercise(options.exercise().get());
        }
        if (ended.isDone()) {
            int status = ended.join();
            if (status != 0) {
                throw new IOException("the application ended by itself, "
                        + ((status & 0x7f) == 0 ? "exit " + (status >> 8) : "signal " + (status & 0x7f)));
            }
        } else {
            children.signal(child, "TERM");
            if (!isDone(ended, ARCHIVING_SECONDS)) {
                children.signal(child, "KILL");
                throw new IOException("the application did not end on SIGTERM");
            }
        }
        if (!Files.exists(file)) {
            throw new IOException("the JVM left no archive, see its words above");
        }
    }

    private void exercise(String command) throws IOException, InterruptedException {
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Children.Handle child = children.start(
                new Children.Birth(
                        List.of("/bin/sh", "-c", command),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        true,
                        Input.NOTHING,
                        Optional.of(receiver("out")),
                        Optional.of(receiver("err"))),
                ended::complete);
        if (!isDone(ended, options.seconds())) {
            children.signal(child, "KILL");
        }
    }

    private LineRelay.Receiver receiver(String stream) {
        byte[] prefix = bytes(stream + ":-:training: ");
        return line -> {
            log.put(prefix, line);
            if (options.until().isPresent()
                    && options.until()
                            .get()
                            .matcher(new String(line, StandardCharsets.UTF_8))
                            .find()) {
                reached.complete(null);
            }
        };
    }

    private static boolean isDone(CompletableFuture<?> future, int seconds) throws InterruptedException {
        try {
            future.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
