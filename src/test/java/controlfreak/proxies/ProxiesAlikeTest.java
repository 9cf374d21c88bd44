package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proxies speak one protocol: whatever they are told, all of them answer the same, with the same words. */
@EnabledOnOs(OS.LINUX)
class ProxiesAlikeTest {
    @TempDir
    Path folder;

    static Stream<Path> programs() {
        return Stream.concat(Stream.of(Language.values()).map(Language::program), Stream.of(JvmShop.program()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void eachAnswersToOddCommandsAsTheOthersDo(Path program) throws Exception {
        OddCommands odd = new OddCommands();
        try (ProxyProcess proxy = start(program)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            odd.lines().forEach(line -> all.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
            proxy.write(all.toByteArray());
            proxy.startService("end", List.of("true"));

            proxy.awaitStatus("stopped", "runner");
            proxy.awaitStatus("stopped", "end");
            await().untilAsserted(() -> {
                assertThat(differences(odd.answers(), answers(proxy))).isEmpty();
                assertThat(complaints(proxy)).containsExactlyInAnyOrderElementsOf(inAscii(odd.complaints()));
            });
        }
    }

    private ProxyProcess start(Path program) throws Exception {
        String[] options = program.equals(JvmShop.program()) ? new String[] {"--no-train"} : new String[0];
        return ProxyProcess.start(
                        program,
                        builder -> {
                            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
                            builder.environment().put("XDG_CACHE_HOME", folder.toString());
                        },
                        true,
                        options)
                .awaitReady();
    }

    private static Map<String, List<String>> answers(ProxyProcess proxy) {
        Map<String, List<String>> answers = new TreeMap<>();
        for (Status status : proxy.statuses()) {
            if (!status.status().equals("ready") && !"end".equals(status.name())) {
                String name = status.name() == null ? "" : status.name();
                answers.computeIfAbsent(name, none -> new ArrayList<>()).add(words(status));
            }
        }
        answers.forEach((name, all) -> proxy.output("out", name).forEach(line -> all.add("out: " + line)));
        return answers;
    }

    private static List<String> differences(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        return Stream.concat(expected.keySet().stream(), actual.keySet().stream())
                .distinct()
                .filter(name -> !inOrder(expected.get(name)).equals(inOrder(actual.get(name))))
                .map(name -> name + ": " + expected.get(name) + ", but was " + actual.get(name))
                .toList();
    }

    /** A refusal can overtake the news of a start. */
    private static List<String> inOrder(List<String> answers) {
        return answers == null ? List.of() : answers.stream().sorted().toList();
    }

    private static String words(Status status) {
        return switch (status.status()) {
            case "started" -> status.json().path("own_program").asBoolean() ? "started own_program" : "started";
            case "stopped" -> "stopped " + status.exitStatus();
            case "failed" ->
                "failed" + (status.isFinal() ? ", final: " : ": ")
                        + status.reason().replaceAll("pid \\d+", "pid N");
            default -> status.status();
        };
    }

    private static List<String> complaints(ProxyProcess proxy) {
        return inAscii(proxy.output("err", "-").stream()
                .filter(line -> line.startsWith("Ignored"))
                .toList());
    }

    /** What is no text is shown in ways of their own. */
    private static List<String> inAscii(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("[^ -~]+", "?")).toList();
    }
}
