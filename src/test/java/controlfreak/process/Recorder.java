package controlfreak.process;

import static controlfreak.testing.Patience.PATIENCE;

import controlfreak.model.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Keeps all that is heard of a child. */
public final class Recorder implements ChildListener {
    private final Map<ChildStream, ByteArrayOutputStream> outputs = new EnumMap<>(ChildStream.class);
    private final Set<ChildStream> ended = EnumSet.noneOf(ChildStream.class);
    private final List<ExitStatus> exits = new ArrayList<>();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    /** An exit and what had come on standard output before it, a character for each byte. */
    public record Exit(ExitStatus status, String outputBefore) {}

    @Override
    public synchronized void received(ChildStream stream, byte[] bytes) {
        output(stream).writeBytes(bytes);
    }

    @Override
    public synchronized void ended(ChildStream stream) {
        assert !ended.contains(stream);
        ended.add(stream);
    }

    @Override
    public synchronized void exited(ExitStatus status) {
        exits.add(status);
        exit.complete(new Exit(status, output(ChildStream.STDOUT).toString(StandardCharsets.ISO_8859_1)));
    }

    /** Waits for the exit. */
    public Exit awaitExit() {
        return exit.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public int awaitRaw() {
        return awaitExit().status().raw();
    }

    public boolean hasExited() {
        return exit.isDone();
    }

    public synchronized byte[] bytes(ChildStream stream) {
        return output(stream).toByteArray();
    }

    public String text(ChildStream stream) {
        return new String(bytes(stream), StandardCharsets.UTF_8);
    }

    public synchronized boolean hasEnded(ChildStream stream) {
        return ended.contains(stream);
    }

    public synchronized int exitCount() {
        return exits.size();
    }

    private ByteArrayOutputStream output(ChildStream stream) {
        return outputs.computeIfAbsent(stream, any -> new ByteArrayOutputStream());
    }
}
