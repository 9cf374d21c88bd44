package controlfreak.process.journal;

import controlfreak.process.Leftover;
import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever a journal says, it names processes that there can be, or none. */
class JournalFuzzTest {
    private static final Mutants JOURNALS = new Mutants(
            List.of(
                    "control-freak-runs 2 0b1e-4c 4711 12345\n+ 812 9000 5f3a web-1\n+ 813 9001 - proxy shop\n- 812 9000\n"),
            List.of(
                    "+ ",
                    "- ",
                    "+ 1 2 3 a\n",
                    "+ -1 5 - x\n",
                    "+ 4711 5 - web\t/a.cfk\t13:1\t13:2\tready\n",
                    "\t",
                    "\\t",
                    "+ 0 0 - x\n",
                    "control-freak-runs 2 ",
                    "\\n",
                    "\\\\",
                    "\n",
                    " "));

    private Path file;

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".journal");
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.delete(file);
    }

    @Fuzzed
    void whateverAJournalSaysItNamesProcesses(@ForAll long number) {
        Fuzz.of(JOURNALS.text(number), () -> {
            Files.write(file, JOURNALS.bytes(number));
            JournalFile.read(file)
                    .ifPresent(contents -> contents.runs().values().forEach(JournalFuzzTest::check));
        });
    }

    private static void check(Leftover run) {
        if (run.leader().pid() < 2 || run.leader().pid() > Integer.MAX_VALUE) {
            throw new AssertionError("No process: " + run);
        }
        Optional<RunRecord> again =
                RunRecord.parse(new RunRecord(true, run).line().replaceAll("\n$", ""));
        if (again.filter(record -> record.run().equals(run)).isEmpty()) {
            throw new AssertionError("It reads back otherwise: " + run);
        }
    }
}
