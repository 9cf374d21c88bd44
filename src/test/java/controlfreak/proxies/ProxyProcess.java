package controlfreak.proxies;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A real proxy program and the three pipes to it, without an engine. */
final class ProxyProcess implements AutoCloseable {

    /** A status line as the engine would read it. */
    record Status(String status, String name, long pid, int exitStatus, String reason, JsonNode json) {

        /** Whether it says that trying again is of no use. */
        boolean isFinal() {
            return json.path("final").asBoolean();
        }

        @Override
        public String toString() {
            return json.toString();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Descriptors beyond 2 cannot be made in Java: a shell moves them there and is gone. */
    private static final String WITH_PIPES = "exec 3<&0 4>&1 5>&2 0</dev/null 1>>\"$0\" 2>&1;"
            + " _CFK_COMMAND_FD=3 _CFK_STATUS_FD=4 _CFK_LOG_FD=5 exec \"$@\"";

    private final Process process;
    private final Path ownOutput;
    private final OutputStream commands;
    private final List<Status> statuses = new CopyOnWriteArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final CountDownLatch logMayBeRead;

    private ProxyProcess(List<String> command, Path ownOutput, Consumer<ProcessBuilder> settings, boolean readLog)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(scripts().toFile());
        // A developer's setting that would hide text repeated from a buffer.
        builder.environment().remove("PYTHONUNBUFFERED");
        settings.accept(builder);
        this.ownOutput = ownOutput;
        process = builder.start();
        commands = process.getOutputStream();
        logMayBeRead = new CountDownLatch(readLog ? 0 : 1);
        inBackground("statuses", () -> readLines(process.getInputStream(), this::keepStatus));
        inBackground("log", () -> {
            logMayBeRead.await();
            readLines(process.getErrorStream(), this::keepLogLine);
        });
    }

    static ProxyProcess start(Language language, String... options) throws IOException {
        return start(language.program(), builder -> {}, true, options);
    }

    static ProxyProcess startWithUnreadLog(Language language) throws IOException {
        return start(language.program(), builder -> {}, false);
    }

    static ProxyProcess start(Path program, Consumer<ProcessBuilder> settings, boolean readLog, String... options)
            throws IOException {
        Path ownOutput = Files.createTempFile("proxy", ".out");
        ownOutput.toFile().deleteOnExit();
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", WITH_PIPES, ownOutput.toString(), program.toString()));
        command.addAll(Arrays.asList(options));
        return new ProxyProcess(command, ownOutput, settings, readLog);
    }

    static ProxyProcess startOnStandardPipes(Language language, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(language.program().toString(), "--stdio"));
        command.addAll(Arrays.asList(options));
        return new ProxyProcess(command, null, builder -> {}, true);
    }

    static Path scripts() {
        return Path.of(System.getProperty("user.dir"), "src/test/resources/proxies");
    }

    ProxyProcess awaitReady() {
        awaitStatus("ready", null);
        return this;
    }

    void send(Map<String, ?> command) throws IOException {
        write((JSON.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void startService(String name, Object command) throws IOException {
        send(Map.of("command", "start", "name", name, "cmd", command));
    }

    void startWithOpenInput(String name, Object command) throws IOException {
        send(Map.of("command", "start", "name", name, "cmd", command, "stdin", "open"));
    }

    void type(String name, String text) throws IOException {
        send(Map.of("command", "input", "name", name, "text", text, "end", 0));
    }

    void stopService(String name) throws IOException {
        send(Map.of("command", "stop", "name", name));
    }

    void write(byte[] bytes) throws IOException {
        commands.write(bytes);
        commands.flush();
    }

    /** Comes back when the proxy has read it, so that what is written next is read apart. */
    void writeAndAwaitRead(byte[] bytes) throws IOException {
        long read = bytesRead() + bytes.length;
        write(bytes);
        await("the proxy to read").until(() -> bytesRead() >= read);
    }

    private long bytesRead() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/io")).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    void closeCommands() throws IOException {
        commands.close();
    }

    void letLogBeRead() {
        logMayBeRead.countDown();
    }

    void signal(String name) throws Exception {
        signal(process.pid(), name);
    }

    static void signal(long pid, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    static boolean isAlive(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            String line = Files.readString(stat);
            return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    /** A figure of smaps_rollup in kB. */
    static long memoryOf(long pid, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** What its descriptors lead to. */
    static List<String> targets(long pid) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            List<String> targets = new ArrayList<>();
            for (Path link : links.toList()) {
                try {
                    targets.add(Files.readSymbolicLink(link).toString());
                } catch (NoSuchFileException closed) {
                    // Since the folder was listed.
                }
            }
            return targets;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() {
        await().until(() -> !process.isAlive());
        return process.exitValue();
    }

    List<Status> statuses() {
        return statuses;
    }

    List<Status> statuses(String status) {
        return statuses.stream().filter(each -> each.status.equals(status)).toList();
    }

    Status awaitStatus(String status, String name) {
        await(status + " of " + name)
                .pollInterval(Duration.ofMillis(5))
                .failFast("the proxy ended", () -> !process.isAlive() && find(status, name) == null)
                .until(() -> find(status, name) != null);
        return find(status, name);
    }

    private Status find(String status, String name) {
        return statuses.stream()
                .filter(each -> each.status.equals(status) && (name == null || name.equals(each.name)))
                .findFirst()
                .orElse(null);
    }

    /** What a service has printed so far; each byte is one character. */
    List<String> output(String stream, String name) {
        String prefix = stream + ":" + name + ":";
        synchronized (log) {
            return log.stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        }
    }

    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    void awaitOutput(String name, String text) {
        awaitOutput("out", name, text);
    }

    void awaitOutput(String stream, String name, String text) {
        await(text + " from " + name).until(() -> output(stream, name).stream().anyMatch(line -> line.contains(text)));
    }

    /** What the proxy printed on its own descriptors 1 and 2. */
    String ownOutput() throws IOException {
        return Files.readString(ownOutput);
    }

    @Override
    public void close() throws Exception {
        letLogBeRead();
        process.destroyForcibly().waitFor();
        for (Status started : statuses("started")) {
            if (isAlive(started.pid)) {
                signal(started.pid, "KILL");
            }
        }
    }

    private void keepStatus(String line) {
        try {
            JsonNode json = JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
            statuses.add(new Status(
                    json.path("status").asText(),
                    json.path("name").asText(null),
                    json.path("pid").asLong(-1),
                    json.path("exit_status").asInt(-1),
                    json.path("reason").asText(null),
                    json));
        } catch (IOException garbage) {
            statuses.add(new Status("garbage", line, -1, -1, null, JSON.nullNode()));
        }
    }

    private void keepLogLine(String line) {
        synchronized (log) {
            log.add(line);
        }
    }

    private interface Reading {
        void run() throws IOException, InterruptedException;
    }

    private static void inBackground(String name, Reading reading) {
        Thread thread = new Thread(
                () -> {
                    try {
                        reading.run();
                    } catch (IOException | InterruptedException end) {
                        // The test has closed the proxy.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void readLines(InputStream stream, Consumer<String> keep) throws IOException {
        StringBuilder line = new StringBuilder();
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1), 1 << 16);
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            if (next == '\n') {
                keep.accept(line.toString());
                line.setLength(0);
            } else {
                line.append((char) next);
            }
        }
        if (!line.isEmpty()) {
            keep.accept("unfinished " + line);
        }
    }
}
