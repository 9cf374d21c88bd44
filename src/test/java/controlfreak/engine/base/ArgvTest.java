package controlfreak.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgvTest {
    private static final List<String> PIECES = List.of(
            "a",
            "bc",
            "1",
            "-x",
            "--y=z",
            "/",
            ".",
            "é",
            " ",
            "  ",
            "\t",
            "'",
            "''",
            "'a b'",
            "'$x;'",
            "\"",
            "\"\"",
            "\"a 'b\"",
            "\"\\\"\"",
            "\"\\$\"",
            "\"\\a\"",
            "\\",
            "\\ ",
            "\\'",
            "\\\\",
            "=",
            "B=2",
            ",",
            "%",
            "^",
            "#",
            "!",
            "$",
            "$x",
            "*",
            "~",
            ";",
            "&",
            "{",
            "}",
            "\n",
            "\u00a0",
            "\r",
            ":",
            "@",
            "+");

    @TempDir
    Path folder;

    private static List<String> of(String text) {
        return Argv.of(new Command.Text(text));
    }

    @Test
    void aListIsExecutedAsItIs() {
        assertThat(Argv.of(new Command.Words(List.of("printf", "%s $HOME", "a b"))))
                .containsExactly("printf", "%s $HOME", "a b");
    }

    @Test
    void plainWordsNeedNoShell() {
        assertThat(of("redis-server --port=0  /etc/redis.conf"))
                .containsExactly("redis-server", "--port=0", "/etc/redis.conf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 7",
                "cd app && ./run",
                "echo $HOME",
                "run; run",
                "run # not a word",
                "exec run",
                "run\nrun",
                "! run",
                "A=b cd /x",
                "A=b",
                "echo 'a\\tb'",
                "kill -TERM 7 'x'",
                "$RUN now",
                "run &",
                "run && run 'a b'",
                "run | run",
                "(run 'a')",
                "{ run 'a'; }",
                "run <<END",
                "run 'a",
                "run \"a",
                "run \\",
                "run $(echo $(case x in x) echo y;; esac))",
                "run $'a'",
                "trap 'x' TERM",
                "'' a",
                "run <(run)",
                "run >",
                "[ -e x ]"
            })
    void whatAShellWouldReadGoesToTheShell(String text) {
        assertThat(of(text)).containsExactly("/bin/sh", "-c", text);
    }

    @Test
    void whatAShellWouldOnlyTakeApartNeedsNone() {
        assertThat(of("nginx -c x -g 'daemon off;'")).containsExactly("nginx", "-c", "x", "-g", "daemon off;");
        assertThat(of("redis-server --save \"3600 1\"")).containsExactly("redis-server", "--save", "3600 1");
        assertThat(of(" A=1 B='two words' run a\\ b '' \"\\$x\" ")).containsExactly("run", "a b", "", "$x");
        assertThat(Argv.variables(new Command.Text("A=1 B='two words' run C=3"), Map.of("A", "0", "D", "4")))
                .isEqualTo(Map.of("A", "1", "B", "two words", "D", "4"));
        assertThat(Argv.variables(new Command.Text("A=1 run $C"), Map.of("A", "0")))
                .isEqualTo(Map.of("A", "0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '_', textBlock = """
                    run $PORT                        | exec run $PORT
                    ls *.py                          | exec ls *.py
                    ./~ a                             | exec ./~ a
                    run >>file 2>&1                  | exec run >>file 2>&1
                    A=b run "$X"                     | A=b exec run "$X"
                    2>&1 >log run x                  | 2>&1 >log exec run x
                    run -w $(nproc) app              | exec run -w $(nproc) app
                    run `nproc` ${X:-7} $((1+2))     | exec run `nproc` ${X:-7} $((1+2))
                    $HOME/bin/run a                  | exec $HOME/bin/run a
                    run {a,b}                        | exec run {a,b}
                    """)
    void aShellBecomesTheOneProgramThatItReadsATextFor(String text, String executed) {
        assertThat(of(text)).containsExactly("/bin/sh", "-c", executed);
    }

    /** Whatever stands in a text: where it is taken apart without a shell, a shell would have made the same of it. */
    @Test
    void aShellTakesATextApartTheSameWay() throws Exception {
        Random random = new Random(10);
        StringBuilder script = new StringBuilder("d() { printf '%s\\001' \"$A\" \"$@\"; printf '\\002'; }\n");
        List<List<String>> expected = new ArrayList<>();
        for (int round = 0; round < 20_000; round++) {
            StringBuilder rest = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                rest.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String text =
                    (random.nextBoolean() ? "A=" + PIECES.get(random.nextInt(PIECES.size())) + " " : "") + "d " + rest;
            List<String> words = of(text);
            if (words.get(0).equals("d")) {
                List<String> all = new ArrayList<>(words);
                all.set(
                        0,
                        Argv.variables(new Command.Text(text), Map.of("A", "none"))
                                .get("A"));
                expected.add(all);
                script.append("A=none\n").append(text).append('\n');
            }
        }
        assertThat(expected).hasSizeGreaterThan(3_000);
        Path file = Files.writeString(folder.resolve("script"), script);
        Process shell = new ProcessBuilder("/bin/sh", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<List<String>> actual = Stream.of(output.split("\002"))
                .map(line -> List.of(line.substring(0, line.length() - 1).split("\001", -1)))
                .toList();
        assertThat(actual).isEqualTo(expected);
    }

    /** What is executed by a shell in place of itself writes, and ends, as it does below it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=\"x y\" sh -c 'echo $A $0; exit 3' $HOME",
                "sh -c 'echo $0 $1; exit 4' *",
                "sh -c 'echo a; echo b >&2; exit 5' 2>&1",
                "sh -c 'kill -9 $$' `echo a b`",
                "nowhere-to-be-found $HOME"
            })
    void whatBecomesAProgramDoesTheSame(String text) throws Exception {
        assertThat(of(text).get(2)).contains("exec ");
        assertThat(outcome(of(text))).isEqualTo(outcome(List.of("/bin/sh", "-c", text)));
    }

    private List<String> outcome(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(output, Integer.toString(process.waitFor()));
    }

    @Test
    void aTextFullOfBlanksIsReadAtOnce() {
        assertThat(Argv.of(new Command.Text("a" + " ".repeat(120_000) + "b"))).containsExactly("a", "b");
    }
}
