package controlfreak.jvmproxy;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** The three pipes between the engine and this proxy. */
record Pipes(InputStream commands, OutputStream statuses, OutputStream log) {
    /** Those that the variables name, or the standard descriptors; empty where there are none. */
    static Optional<Pipes> open(boolean stdio, Map<String, String> environment) {
        if (stdio) {
            return Optional.of(new Pipes(
                    new FileInputStream(FileDescriptor.in),
                    new FileOutputStream(FileDescriptor.out),
                    new FileOutputStream(FileDescriptor.err)));
        }
        try {
            return Optional.of(new Pipes(
                    new FileInputStream(path("COMMAND", environment)),
                    new FileOutputStream(path("STATUS", environment)),
                    new FileOutputStream(path("LOG", environment))));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String path(String pipe, Map<String, String> environment) throws IOException {
        String number = environment.getOrDefault("_CFK_" + pipe + "_FD", "");
        if (!number.matches("[0-9]{1,9}")) {
            throw new IOException("There is no pipe for " + pipe);
        }
        return "/dev/fd/" + number;
    }
}
