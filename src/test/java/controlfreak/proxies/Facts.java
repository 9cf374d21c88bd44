package controlfreak.proxies;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a process of {@code facts} says of itself. */
final class Facts {
    private Facts() {}

    /**
     * What it says as a child.
     *
     * @param order the start command but for its name
     */
    static Map<String, String> of(ProxyProcess proxy, String name, Map<String, ?> order) throws Exception {
        Map<String, Object> command = new HashMap<>(order);
        command.putAll(Map.of("command", "start", "name", name));
        proxy.send(command);
        proxy.awaitStatus("stopped", name);
        proxy.awaitOutput("err", name, "done");
        await().until(() ->
                proxy.output("out", name).stream().anyMatch(line -> line.startsWith("env.CONTROL_FREAK_S")));
        return parse(proxy.output("out", name));
    }

    /** What it says as a program. Whoever runs the tests may have SIGPIPE ignored, and would hand that on. */
    static Map<String, String> apart(String interpreter, Language language) throws IOException {
        Process process = new ProcessBuilder(
                        "perl", "-e", "$SIG{PIPE} = 'DEFAULT'; exec @ARGV", interpreter, language.script("facts"))
                .directory(ProxyProcess.scripts().toFile())
                .start();
        process.getOutputStream().close();
        return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
    }

    static Map<String, String> parse(List<String> lines) {
        Map<String, String> facts = new HashMap<>();
        Stream<String[]> pairs = lines.stream().map(line -> line.split("=", 2)).filter(pair -> pair.length == 2);
        pairs.forEach(pair -> facts.put(pair[0], pair[1]));
        return facts;
    }
}
