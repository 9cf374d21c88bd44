package controlfreak.process.journal;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.process.Leftover;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import controlfreak.process.table.SystemProcessTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a panel that was killed leaves behind, the next one finds. */
class FileRunJournalTest {
    private static final ProcessIdentity FIRST_PANEL = new ProcessIdentity(100, 1);
    private static final ProcessIdentity SECOND_PANEL = new ProcessIdentity(200, 2);
    private static final ProcessIdentity WEB = new ProcessIdentity(4711, 5);
    private static final ProcessIdentity SHOP = new ProcessIdentity(4712, 6);

    private static final String MARK = "0123456789abcde";

    @TempDir
    Path folder;

    private final SaidTable table = new SaidTable();

    private FileRunJournal journal(ProcessIdentity owner) {
        return journal(owner, "boot-1");
    }

    private FileRunJournal journal(ProcessIdentity owner, String boot) {
        table.alive.add(owner);
        return new FileRunJournal(folder, table, Runnable::run, owner, boot);
    }

    private void firstPanelLeaves(ProcessIdentity... leaders) {
        FileRunJournal journal = journal(FIRST_PANEL);
        for (ProcessIdentity leader : leaders) {
            table.alive.add(leader);
            journal.started("web-" + leader.pid(), leader, MARK);
        }
        table.alive.remove(FIRST_PANEL);
    }

    @Test
    void whatIsAliveIsALeftover() {
        firstPanelLeaves(WEB, SHOP);
        assertThat(journal(SECOND_PANEL).leftovers(table))
                .containsExactly(new Leftover("web-4711", WEB, MARK), new Leftover("web-4712", SHOP, MARK));
    }

    @Test
    void tellsWhoseAProcessIs() {
        FileRunJournal journal = journal(FIRST_PANEL);
        journal.started("web-1", WEB, MARK);
        assertThat(journal.nameOf(seen(MARK))).contains("web-1");
        assertThat(journal.nameOf(seen("fedcba987654321"))).isEmpty();
        journal.ended(WEB);
        assertThat(journal.nameOf(seen(MARK))).isEmpty();
    }

    private static SeenProcess seen(String mark) {
        return new SeenProcess(new ProcessIdentity(99, 7), 1, 99, 99, true, "worker", Set.of(mark));
    }

    @Test
    void whatHasEndedIsNone() {
        firstPanelLeaves(WEB, SHOP);
        table.alive.remove(WEB);
        FileRunJournal second = journal(SECOND_PANEL);
        assertThat(second.leftovers(table)).containsExactly(new Leftover("web-4712", SHOP, MARK));
        table.alive.remove(SHOP);
        assertThat(second.leftovers(table)).isEmpty();
    }

    @Test
    void whatLivesOnBehindItsFirstProcessIsOne() {
        firstPanelLeaves(WEB, SHOP);
        table.alive.remove(WEB);
        table.alive.remove(SHOP);
        ProcessIdentity daemon = new ProcessIdentity(WEB.pid() + 100, WEB.startTime() + 100);
        table.marked = List.of(new SeenProcess(daemon, 1, 9, 9, true, "daemon", Set.of(MARK)));
        FileRunJournal second = journal(SECOND_PANEL);
        assertThat(second.leftovers(table)).contains(new Leftover("web-4711", WEB, MARK));
        table.marked = List.of();
        assertThat(second.leftovers(table)).isEmpty();
    }

    @Test
    void aNumberUsedAgainIsNone() {
        firstPanelLeaves(WEB);
        table.alive.remove(WEB);
        table.alive.add(new ProcessIdentity(WEB.pid(), WEB.startTime() + 1));
        assertThat(journal(SECOND_PANEL).leftovers(table)).isEmpty();
    }

    @Test
    void anEndIsRemembered() {
        FileRunJournal first = journal(FIRST_PANEL);
        table.alive.add(WEB);
        first.started("web", WEB, MARK);
        first.ended(WEB);
        table.alive.remove(FIRST_PANEL);
        assertThat(journal(SECOND_PANEL).leftovers(table)).isEmpty();
    }

    @Test
    void anotherBootMakesAllVoid() {
        firstPanelLeaves(WEB);
        assertThat(journal(SECOND_PANEL, "boot-2").leftovers(table)).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**runs-100.journal");
    }

    @Test
    void whatALivingPanelRunsIsNotALeftover() {
        FileRunJournal first = journal(FIRST_PANEL);
        table.alive.add(WEB);
        first.started("web", WEB, MARK);
        assertThat(journal(SECOND_PANEL).leftovers(table)).isEmpty();
        assertThat(folder).isDirectoryContaining("glob:**runs-100.journal");
    }

    @Test
    void leftoversThatAreLeftAloneAreFoundAgain() {
        firstPanelLeaves(WEB, SHOP);
        FileRunJournal second = journal(SECOND_PANEL);
        assertThat(folder).isDirectoryNotContaining("glob:**runs-100.journal");
        second.ended(SHOP);
        second.close();
        table.alive.remove(SECOND_PANEL);
        assertThat(journal(new ProcessIdentity(300, 3)).leftovers(table))
                .containsExactly(new Leftover("web-4711", WEB, MARK));
    }

    @Test
    void aPanelOfTheSameNumberTakesOverItsOwnFile() {
        firstPanelLeaves(WEB);
        assertThat(journal(new ProcessIdentity(FIRST_PANEL.pid(), 9)).leftovers(table))
                .containsExactly(new Leftover("web-4711", WEB, MARK));
    }

    @Test
    void anyNameComesBackAndGarbageIsSkipped() throws Exception {
        String name = "a b\n- 4711 5\r\\n\\ é\u2028";
        FileRunJournal first = journal(FIRST_PANEL);
        table.alive.add(WEB);
        table.alive.add(SHOP);
        first.started(name, WEB, MARK);
        Path file = folder.resolve("runs-100.journal");
        byte[] garbage = {'+', ' ', 'x', '\n', '\n', (byte) 0xff, 0, '\n', '-', ' ', '4', '\n', '+', ' ', '9', '\n'};
        Files.write(file, garbage, StandardOpenOption.APPEND);
        first.started("shop", SHOP, MARK);
        Files.writeString(file, "+ 77", StandardOpenOption.APPEND);
        Files.write(folder.resolve("runs-1.journal"), garbage);
        Files.writeString(folder.resolve("runs-2.journal"), "");
        table.alive.remove(FIRST_PANEL);
        assertThat(journal(SECOND_PANEL).leftovers(table))
                .containsExactly(new Leftover(name, WEB, MARK), new Leftover("shop", SHOP, MARK));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void itIsForItsOwnersEyes() throws Exception {
        journal(FIRST_PANEL).started("web", WEB, MARK);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("runs-100.journal"))))
                .isEqualTo("rw-------");
    }

    @Test
    void itDoesNotGrowWithTheNumberOfRuns() throws Exception {
        FileRunJournal journal = journal(FIRST_PANEL);
        journal.started("web", WEB, MARK);
        for (int i = 0; i < 5000; i++) {
            ProcessIdentity run = new ProcessIdentity(5000 + i, i);
            journal.started("looping", run, MARK);
            journal.ended(run);
        }
        assertThat(Files.readAllLines(folder.resolve("runs-100.journal")))
                .hasSizeLessThan(1100)
                .anyMatch(line -> line.startsWith("+ 4711 5 " + MARK + " web\t"));
    }

    @Test
    void nothingAliveLeavesNoFile() {
        FileRunJournal journal = journal(FIRST_PANEL);
        journal.started("web", WEB, MARK);
        journal.ended(WEB);
        journal.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsNoFailure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        FileRunJournal journal = new FileRunJournal(file.resolve("state"), table, Runnable::run, FIRST_PANEL, "boot-1");
        journal.started("web", WEB, MARK);
        journal.ended(WEB);
        assertThat(journal.leftovers(table)).isEmpty();
        journal.close();
    }

    @Test
    void itWritesAgainOnceItCan() throws Exception {
        Path state = folder.resolve("state");
        Path obstacle = Files.createFile(state);
        table.alive.add(FIRST_PANEL);
        FileRunJournal journal = new FileRunJournal(state, table, Runnable::run, FIRST_PANEL, "boot-1");
        table.alive.add(WEB);
        journal.started("web", WEB, MARK);
        Files.delete(obstacle);
        Files.createDirectory(state);
        journal.started("shop", SHOP, MARK);
        table.alive.remove(FIRST_PANEL);
        assertThat(new FileRunJournal(state, table, Runnable::run, SECOND_PANEL, "boot-1").leftovers(table))
                .containsExactly(new Leftover("web", WEB, MARK));
    }

    @Test
    void aDiskThatHangsHoldsUpNobodyAndWhatCameMeanwhileIsWrittenAfterwards() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        table.alive.addAll(List.of(FIRST_PANEL, WEB, SHOP));
        FileRunJournal journal = new FileRunJournal(folder, table, hanging::add, FIRST_PANEL, "boot-1");
        journal.started("web", WEB, MARK);
        journal.started("shop", SHOP, MARK);
        journal.ended(SHOP);
        assertThat(journal.nameOf(seen(MARK))).contains("web");
        assertThat(hanging).as("all is written at once").hasSize(2);
        hanging.forEach(Runnable::run);
        table.alive.remove(FIRST_PANEL);
        assertThat(journal(SECOND_PANEL).leftovers(table)).containsExactly(new Leftover("web", WEB, MARK));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsTakenAwayMeanwhileIsThereAgain(boolean byAStart) throws Exception {
        Path state = folder.resolve("state");
        table.alive.addAll(List.of(FIRST_PANEL, WEB, SHOP));
        FileRunJournal journal = new FileRunJournal(state, table, Runnable::run, FIRST_PANEL, "boot-1");
        journal.started("web", WEB, MARK);
        Files.move(state, folder.resolve("away"));
        if (byAStart) {
            journal.started("shop", SHOP, MARK);
        } else {
            journal.lookAgain();
        }
        table.alive.remove(FIRST_PANEL);
        assertThat(new FileRunJournal(state, table, Runnable::run, SECOND_PANEL, "boot-1").leftovers(table))
                .contains(new Leftover("web", WEB, MARK));
    }

    @Test
    void theRealPanelWritesItsOwnFile() {
        ProcessTable real = new SystemProcessTable();
        ProcessIdentity self =
                real.facts(ProcessHandle.current().pid()).orElseThrow().identity();
        try (FileRunJournal journal = new FileRunJournal(folder, real, Runnable::run)) {
            journal.started("web", self, MARK);
            assertThat(folder).isDirectoryContaining("glob:**runs-" + self.pid() + ".journal");
        }
    }
}
