package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Proxies that have loaded {@code inherited}, and services that run {@code heir}: both use the files of one folder. */
record Heirs(Path folder) {

    static Heirs in(Path folder) throws IOException {
        Files.writeString(folder.resolve("read.txt"), "one\ntwo\nthree\n");
        Files.writeString(folder.resolve("shop.db"), "data");
        return new Heirs(folder);
    }

    ProxyProcess start(Language language, String... options) throws IOException {
        String[] all = Stream.concat(Stream.of("--preload", language.script("inherited")), Stream.of(options))
                .toArray(String[]::new);
        return ProxyProcess.start(
                        language.program(),
                        builder -> {
                            builder.environment().put("INHERITED", folder.toString());
                            builder.environment().put("TAKEN", "x");
                        },
                        true,
                        all)
                .awaitReady();
    }

    /** Runs a service to its end; answers with what it says. */
    static Map<String, String> run(ProxyProcess proxy, Language language, String name, String end) throws Exception {
        proxy.startService(name, language.script("heir") + " " + end);
        proxy.awaitStatus("stopped", name);
        proxy.awaitOutput(name, "farewell=own");
        return new HashMap<>(Facts.parse(proxy.output("out", name)));
    }

    static void end(ProxyProcess proxy) throws Exception {
        proxy.send(Map.of("command", "shutdown"));
        assertThat(proxy.awaitExit()).isZero();
    }

    List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
