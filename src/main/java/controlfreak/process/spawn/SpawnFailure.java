package controlfreak.process.spawn;

import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.NativeText;
import controlfreak.process.libc.Shortage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the system's error numbers into sentences for people. Any thread. */
final class SpawnFailure {
    /** Linux takes no string above 32 pages, whatever room the whole has. */
    private static final int LONGEST_STRING = 128 * 1024;

    private SpawnFailure() {}

    /** The program was found and yet the system did not start it. */
    static LaunchException ofSpawn(int error, Path program, LaunchRequest request) {
        Optional<String> passing = Shortage.of(error).or(() -> busy(error, request));
        return passing.map(LaunchException::new)
                .orElseGet(() -> LaunchException.forGood(lasting(error, program, request)));
    }

    private static Optional<String> busy(int error, LaunchRequest request) {
        return error == Abi.ETXTBSY
                ? Optional.of(
                        request.command().get(0) + " is being written by another program. Try again when that is done.")
                : Optional.empty();
    }

    private static String lasting(int error, Path program, LaunchRequest request) {
        String name = request.command().get(0);
        if (error == Abi.E2BIG) {
            return tooLong(request);
        } else if (error == Abi.ENOENT || error == Abi.ENOTDIR) {
            return interpreterMissing(program, name);
        } else if (error == Abi.ENOEXEC) {
            return name + " is not a program that this system can run. "
                    + "A script needs a first line such as #!/usr/bin/env python3.";
        } else if (error == Abi.EACCES || error == Abi.EPERM) {
            return "The system does not permit to run " + name + " ("
                    + interpreter(program)
                            .map(file -> "its interpreter " + file + " may not be executable")
                            .orElse("its file system may be mounted noexec")
                    + ").";
        }
        return "The system refused to run " + name + " (error " + error + ").";
    }

    private static String tooLong(LaunchRequest request) {
        Optional<String> variable = request.environment().entrySet().stream()
                .filter(entry -> length(entry) > LONGEST_STRING)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
        if (variable.isPresent()) {
            return "The variable " + variable.get() + " is longer than this system takes (128 KiB).";
        }
        if (request.command().stream().anyMatch(text -> NativeText.bytes(text).length > LONGEST_STRING)) {
            return "An argument of the command is longer than this system takes (128 KiB).";
        }
        long size = request.environment().entrySet().stream()
                .mapToLong(SpawnFailure::length)
                .sum();
        return String.format(
                Locale.ROOT,
                "The environment (%,d KiB) and the arguments are larger together than this system takes.",
                size / 1024);
    }

    private static int length(Map.Entry<String, String> variable) {
        return NativeText.bytes(variable.getKey() + "=" + variable.getValue()).length;
    }

    private static String interpreterMissing(Path program, String name) {
        if (!Files.exists(program)) {
            return name + " is not there.";
        }
        Optional<String> interpreter = interpreter(program);
        if (interpreter.isEmpty()) {
            return name + " needs a loader or a library folder that is not on this system.";
        }
        if (interpreter.get().endsWith("\r")) {
            return "The first line of " + name + " ends as lines do on Windows. Save it with Unix line ends.";
        }
        return "The interpreter of " + name + " is not there: " + interpreter.get() + ".";
    }

    /** What a script's first line names, as the kernel reads it. */
    private static Optional<String> interpreter(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            String start = new String(in.readNBytes(256), StandardCharsets.UTF_8);
            if (!start.startsWith("#!")) {
                return Optional.empty();
            }
            int end = start.indexOf('\n');
            String line = start.substring(2, end < 0 ? start.length() : end);
            String named = line.replaceFirst("^[ \t]+", "").split("[ \t]", 2)[0];
            return named.isBlank() ? Optional.empty() : Optional.of(named);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
