package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy runs wherever it lies, and its rooms are in nobody's way. */
class ProxyPlacesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void anApplicationMayNameItsFilesAsWeDo(Language language) throws Exception {
        Path place = Files.createDirectory(folder.resolve("two wörds"));
        language.copyTo(place);
        List<Path> before = filesOf(place);
        String program = language.program().getFileName().toString();
        for (Path each : List.of(place, place.resolve(language.rooms()))) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        Path application = Files.createDirectory(folder.resolve("application"));
        Files.writeString(application.resolve(library(language)), libraryText(language));
        Files.writeString(application.resolve(language.script("worker")), workerText(language));
        try (ProxyProcess proxy = ProxyProcess.start(
                place.resolve(program),
                settings -> settings.directory(application.toFile()),
                true,
                "--preload",
                library(language).replaceFirst("\\..*", ""))) {
            proxy.startService("web", language.script("worker"));
            proxy.awaitStatus("stopped", "web");
            proxy.awaitOutput("web", "end");
            assertThat(proxy.output("out", "web"))
                    .as("%s", proxy.log())
                    .startsWith("the application's own", language.script("worker"))
                    .noneMatch(line -> line.contains("two w"));
        } finally {
            for (Path each : List.of(place, place.resolve(language.rooms()))) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        assertThat(filesOf(place)).containsExactlyInAnyOrderElementsOf(before);
    }

    private static String library(Language language) {
        return language == Language.PERL ? "Order.pm" : language.script("order");
    }

    private static String libraryText(Language language) {
        return switch (language) {
            case PYTHON -> "word = \"the application's own\"\n";
            case PERL -> "package Order; our $word = \"the application's own\"; 1;\n";
            case RUBY -> "module Order; WORD = \"the application's own\"; end\n";
        };
    }

    private static String workerText(Language language) {
        return switch (language) {
            case PYTHON -> """
                    import os, sys
                    import order
                    print(order.word)
                    print(os.path.basename(sys.argv[0]))
                    print(sys.path)
                    print("end")
                    """;
            case PERL -> """
                    use Order;
                    use File::Basename;
                    print "$Order::word\\n";
                    print basename($0), "\\n";
                    print "@INC\\n";
                    print "end\\n";
                    """;
            case RUBY -> """
                    require "order"
                    puts Order::WORD, File.basename($0), $LOAD_PATH.inspect
                    puts "end"
                    """;
        };
    }

    private static List<Path> filesOf(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.toList();
        }
    }
}
