package controlfreak.workspace.dotenv;

import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;

/** Whatever a file of variables says, each line is a variable or told to be none, and what is written reads back. */
class DialectFuzzTest {
    private static final int MOST = 40_000_000;
    private static final Mutants FILES = new Mutants(
            List.of(
                    "# comment\nA=b\nexport C='d e' # f\nG=\"h\\n$A ${C:-x}\"\nI=${J:?needed}\nK=$(pwd)\n",
                    "A=1\nB=$A$A\nC=$B$B\nD=$C$C\nE=$D$D\nF=${E}${E}\n",
                    "LONG=a \\\n  b\nQ=\"two\nlines\"\nEMPTY=\n;comment\n[x]\n",
                    "A: yaml\nB=${A:-${C:-${D:-e}}}\nB=${A:+$B}\n"),
            List.of(
                    "A=$A$A\n",
                    "${",
                    "${A:-",
                    "}",
                    "\"",
                    "'",
                    "\\",
                    "$(",
                    "\\$",
                    "export ",
                    "=",
                    "\u00a0",
                    "\\u0041",
                    "\\0101",
                    "#",
                    "\n"));

    @Fuzzed
    void whateverAFileSaysIsReadLineByLine(@ForAll long number) {
        String text = FILES.text(number);
        for (Dialect dialect : Dialect.values()) {
            Fuzz.of(dialect + " " + text, () -> {
                List<EnvEntry> entries = dialect.read(text, Map.of("A", "from below", "HOME", "/home/op"));
                long size = 0;
                for (EnvEntry entry : entries) {
                    size += entry.value().length();
                    if (entry.isTakable() && entry.name().isEmpty()) {
                        throw new AssertionError("No name: " + entry);
                    }
                }
                if (size > MOST) {
                    throw new AssertionError("Values of " + size + " characters");
                }
            });
        }
    }

    @Fuzzed
    void whatIsWrittenReadsBack(@ForAll long number) {
        String value = FILES.text(number);
        for (Dialect dialect : Dialect.values()) {
            Fuzz.of(
                    dialect + " " + value,
                    () -> dialect.write("NAME", value).ifPresent(line -> {
                        List<EnvEntry> read = dialect.read(line + "\n", Map.of("A", "from below"));
                        if (read.size() != 1 || !read.get(0).value().equals(value)) {
                            throw new AssertionError("It reads back otherwise");
                        }
                    }));
        }
    }
}
