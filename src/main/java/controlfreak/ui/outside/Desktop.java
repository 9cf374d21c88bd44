package controlfreak.ui.outside;

import controlfreak.guard.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The desktop's own terminal and file manager. What a shell is to have as variables goes through a file that only this
 * user can read and that the shell takes away first: many terminals run in a process that was there before, which would
 * not hand on an environment, and a command line can be read by everybody. Blocks; any thread.
 */
public final class Desktop {
    private static final int SECONDS = 5;

    /** A terminal that has not begun by then does not come any more. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final Map<String, String> environment;
    private final boolean isMac;
    private final Path scripts;
    private final InstantSource clock;

    /**
     * @param environment the panel's own variables
     * @param scripts a folder of this user's own
     * @param clock the system's, which files have their times by
     */
    public Desktop(Map<String, String> environment, boolean isMac, Path scripts, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.isMac = isMac;
        this.scripts = scripts;
        this.clock = clock;
    }

    /**
     * Opens a terminal.
     *
     * @param variables all that its shell is to have
     * @throws IOException with a sentence for people where there is none, or it does not start
     */
    public void terminal(Path folder, Map<String, String> variables) throws IOException {
        List<List<String>> known = terminals();
        if (known.isEmpty()) {
            throw new IOException(
                    "There is no terminal. Install one, xterm for example, or name yours in the variable TERMINAL.");
        }
        PrivateFiles.makeFolder(scripts);
        clearLeft(clock.instant().minus(LATEST));
        Path script = scripts.resolve("shell-" + UUID.randomUUID() + ".command");
        PrivateFiles.write(script, ShellCommands.script(folder, environment, variables));
        script.toFile().deleteOnExit();
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        try {
            for (List<String> terminal : known) {
                if (isStarted(terminal, script)) {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(script);
            throw e;
        }
        Files.deleteIfExists(script);
        throw new IOException("No terminal could be started: " + known.get(0).get(0) + " ended at once.");
    }

    /** Takes away what terminals that never came should have taken away, for it may hold what is secret. */
    public void clearLeft() throws IOException {
        if (Files.isDirectory(scripts)) {
            clearLeft(clock.instant().minus(LATEST));
        }
    }

    private void clearLeft(Instant before) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(scripts)) {
            for (Path script : left) {
                if (Files.getLastModifiedTime(script, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before)) {
                    Files.deleteIfExists(script);
                }
            }
        }
    }

    private boolean isStarted(List<String> terminal, Path script) throws IOException {
        List<String> command = new ArrayList<>(terminal);
        if (!isMac) {
            command.add("/bin/sh");
        }
        command.add(script.toString());
        Process process = start(command);
        try {
            // One that hands on to a process that was there before ends at once, too, and has done its work.
            for (int tenth = 0; tenth < SECONDS * 10; tenth++) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    return process.exitValue() == 0;
                }
                if (!Files.exists(script)) {
                    return true;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Those that are there, with the words before the command that they run. */
    private List<List<String>> terminals() {
        if (isMac) {
            return List.of(List.of("open", "-a", "Terminal"));
        }
        Stream<List<String>> own = Optional.ofNullable(environment.get("TERMINAL")).stream()
                .filter(name -> !name.isBlank())
                .map(name -> List.of(name.strip(), name.endsWith("gnome-terminal") ? "--" : "-e"));
        return Stream.concat(
                        own,
                        Stream.of(
                                List.of("x-terminal-emulator", "-e"),
                                List.of("gnome-terminal", "--"),
                                List.of("konsole", "-e"),
                                List.of("xfce4-terminal", "-x"),
                                List.of("xterm", "-e")))
                .flatMap(words -> found(words).stream())
                .toList();
    }

    /** The same command with its program's whole path; empty where that is not there. */
    private Optional<List<String>> found(List<String> command) {
        return Programs.find(command.get(0), environment.getOrDefault("PATH", ""))
                .map(program -> {
                    List<String> whole = new ArrayList<>(command);
                    whole.set(0, program.toString());
                    return whole;
                });
    }

    /**
     * Shows a file in its folder; selected in it where the file manager can.
     *
     * @throws IOException with a sentence for people where it cannot
     */
    public void show(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is not there (yet).");
        }
        String uri = file.toUri().toString().replace(",", "%2C");
        List<List<String>> ways = isMac
                ? List.of(List.of("open", "-R", file.toString()))
                : List.of(
                        List.of(
                                "dbus-send",
                                "--session",
                                "--print-reply",
                                "--dest=org.freedesktop.FileManager1",
                                "/org/freedesktop/FileManager1",
                                "org.freedesktop.FileManager1.ShowItems",
                                "array:string:" + uri,
                                "string:"),
                        List.of("xdg-open", file.toAbsolutePath().getParent().toString()));
        for (List<String> way :
                ways.stream().flatMap(way -> found(way).stream()).toList()) {
            try {
                Process process = start(way);
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new IOException("No file manager could be asked. The file is " + file + ".");
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
