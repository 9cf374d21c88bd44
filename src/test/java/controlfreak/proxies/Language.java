package controlfreak.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;

/** The languages that we ship a proxy for; test scripts exist once for each, under the same name. */
enum Language {
    PYTHON("py", "application:", "python3", "CPython", 1, "broken.py\", line 5"),
    PERL("pl", "application::", "perl", "Perl", 255, "broken.pl line 1"),
    RUBY("rb", "Application.", "ruby", "Ruby", 1, "broken.rb:1");

    private final String extension;
    private final String functionPrefix;
    private final String interpreter;
    private final String runtime;
    private final int crashCode;
    private final String brokenLine;

    Language(
            String extension,
            String functionPrefix,
            String interpreter,
            String runtime,
            int crashCode,
            String brokenLine) {
        this.extension = extension;
        this.functionPrefix = functionPrefix;
        this.interpreter = interpreter;
        this.runtime = runtime;
        this.crashCode = crashCode;
        this.brokenLine = brokenLine;
    }

    Path program() {
        return Path.of(System.getProperty("proxies.folder", "resources/proxies"))
                .resolve("cfk-share-mem-proxy." + extension)
                .toAbsolutePath();
    }

    /** The folder of its rooms, beside it. */
    String rooms() {
        return "rooms/" + name().toLowerCase(Locale.ROOT);
    }

    /** Puts the program and its rooms into another folder, where everybody can run it. */
    void copyTo(Path place) throws IOException {
        Path folder = program().getParent();
        try (Stream<Path> files = Stream.concat(Stream.of(program()), Files.walk(folder.resolve(rooms())))) {
            for (Path file : files.toList()) {
                Path copy = place.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    String script(String name) {
        return name + "." + extension;
    }

    String function(String name) {
        return functionPrefix + name;
    }

    String interpreter() {
        return interpreter;
    }

    /** How its proxy names itself before the version. */
    String runtime() {
        return runtime;
    }

    /** The exit code of a script that nobody catches the error of. */
    int crashCode() {
        return crashCode;
    }

    /** The place of the error in the script that breaks while it is loaded. */
    String brokenLine() {
        return brokenLine;
    }
}
