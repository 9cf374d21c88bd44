package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy does what it promises under each version of its language that this machine has; the names say which. */
class ProxyVersionsTest {
    private static final String PYTHON = "3\\.(9|\\d\\d)";
    private static final String RUBY = "2\\.7|3\\.\\d";

    static Stream<Arguments> interpreters() throws IOException {
        return Stream.concat(
                interpreters(Language.PYTHON, PYTHON, "print(__import__('platform').python_version())", ".pyenv"),
                interpreters(Language.RUBY, RUBY, "print RUBY_VERSION", ".rbenv"));
    }

    /** One of each version: those on the PATH, and those that a version switcher keeps. */
    private static Stream<Arguments> interpreters(Language language, String versions, String ask, String switcher)
            throws IOException {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        Path kept = Path.of(System.getProperty("user.home"), switcher, "versions");
        Pattern name = Pattern.compile(
                language.interpreter() + "|" + language.interpreter().replaceAll("\\d", "") + "(" + versions + ")");
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path folder : Stream.concat(onPath, list(kept).map(version -> version.resolve("bin")))
                .toList()) {
            for (Path program : list(folder)
                    .filter(file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList()) {
                String version = answer(program, language == Language.PYTHON ? "-c" : "-e", ask);
                if (version.matches("(" + versions + ")\\..*")) {
                    found.putIfAbsent(version, program);
                }
            }
        }
        return found.entrySet().stream().map(each -> Arguments.of(language, each.getKey(), each.getValue()));
    }

    private static Stream<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    /** Empty where it is a version switcher's stand-in for a program that is not there. */
    private static String answer(Path program, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @MethodSource("interpreters")
    void keepsItsPromises(Language language, String version, Path interpreter) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(
                interpreter,
                builder -> {},
                true,
                language.program().toString(),
                "--preload",
                language.script("application"))) {
            assertThat(proxy.awaitStatus("ready", null).json().path("runtime").asText())
                    .isEqualTo(language.runtime() + " " + version);
            isAsCleanAsAProgram(proxy, language, interpreter.toString());
            endsLikeAProgram(proxy, language);
            takesItsServicesAlong(proxy, language);
        }
    }

    private static void isAsCleanAsAProgram(ProxyProcess proxy, Language language, String interpreter)
            throws Exception {
        Map<String, String> one = Facts.of(proxy, "one", Map.of("cmd", language.script("facts")));
        Map<String, String> two = Facts.of(proxy, "two", Map.of("cmd", language.script("facts")));
        Map<String, String> apart = Facts.apart(interpreter, language);
        assertThat(one.get("seed")).isNotEqualTo(two.get("seed"));
        assertThat(one)
                .containsEntry("session", one.get("pid"))
                .containsEntry("group", one.get("pid"))
                .containsEntry("stdin", "/dev/null")
                .containsEntry("THP_enabled", "0")
                .containsEntry("SigBlk", "0000000000000000")
                .containsEntry("SigIgn", apart.get("SigIgn"));
        long caught = Long.parseUnsignedLong(one.get("SigCgt"), 16) & ~(1L << (ProxyChildrenTest.REFORK_SIGNAL - 1));
        assertThat(caught).isEqualTo(Long.parseUnsignedLong(apart.get("SigCgt"), 16));
        proxy.startService("open", language.script("reopen"));
        proxy.awaitStatus("stopped", "open");
        proxy.awaitOutput("open", "open ");
        assertThat(proxy.output("out", "open")).containsExactly("open /etc/passwd");
    }

    private static void endsLikeAProgram(ProxyProcess proxy, Language language) throws Exception {
        proxy.startService("collector", language.script("collector"));
        proxy.awaitOutput("collector", "tidied");
        Map<String, String> collector = Facts.parse(proxy.output("out", "collector"));
        assertThat(collector).containsEntry("collector", "on");
        assertThat(Integer.parseInt(collector.get("tidied"))).isPositive();

        proxy.startService("farewell", language.script("farewell"));
        assertThat(proxy.awaitStatus("stopped", "farewell").exitStatus()).isEqualTo(4 << 8);
        proxy.awaitOutput("farewell", "my own farewell");
        assertThat(String.join("", proxy.output("out", "farewell"))).isEqualTo("no newlinemy own farewell");

        proxy.startService("crash", language.script("crash"));
        assertThat(proxy.awaitStatus("stopped", "crash").exitStatus()).isEqualTo(language.crashCode() << 8);
        proxy.awaitOutput("err", "crash", "the worker broke");
        assertThat(proxy.output("err", "crash")).noneMatch(line -> line.contains("cfk-share-mem-proxy"));
    }

    private static void takesItsServicesAlong(ProxyProcess proxy, Language language) throws Exception {
        proxy.startService("stubborn", language.script("stubborn"));
        proxy.awaitOutput("stubborn", "up");
        proxy.signal("KILL");
        await().until(() ->
                !ProxyProcess.isAlive(proxy.awaitStatus("started", "stubborn").pid()));
    }
}
