package controlfreak.process.journal;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.process.Leftover;
import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which workspace what is left is, and what that is called by then. */
class JournalWorkspacesTest {
    private static final ProcessIdentity FIRST_PANEL = new ProcessIdentity(100, 1);
    private static final ProcessIdentity SECOND_PANEL = new ProcessIdentity(200, 2);
    private static final ProcessIdentity THIRD_PANEL = new ProcessIdentity(300, 3);
    private static final ProcessIdentity WEB = new ProcessIdentity(4711, 5);
    private static final ProcessIdentity SHOP = new ProcessIdentity(4712, 6);
    private static final String MARK = "0123456789abcde";

    @TempDir
    Path folder;

    private final SaidTable table = new SaidTable();

    private FileRunJournal journal(ProcessIdentity owner) {
        table.alive.add(owner);
        return new FileRunJournal(folder, table, Runnable::run, owner, "boot-1");
    }

    /** Services of the same name in two workspaces are two services. */
    @Test
    void whatIsLeftOfAnotherWorkspaceIsNotInTheWay() {
        FileRunJournal first = journal(FIRST_PANEL);
        table.alive.add(WEB);
        table.alive.add(SHOP);
        first.turnTo("/home/op/a.cfk");
        first.started("web", WEB, MARK);
        first.turnTo("2026-11-29T10-00-00Z-1-1");
        first.started("web", SHOP, MARK, new Leftover.Run(new OutputPipes("13:1", ""), true));
        table.alive.remove(FIRST_PANEL);
        FileRunJournal second = journal(SECOND_PANEL);
        assertThat(second.leftovers(table)).hasSize(2);
        second.turnTo("/home/op/b.cfk");
        assertThat(second.leftOf("web", table)).isEmpty();
        second.turnTo("/home/op/a.cfk");
        assertThat(second.leftOf("web", table)).map(Leftover::leader).contains(WEB);
        second.isWatched(WEB);
        assertThat(second.leftOf("web", table)).isEmpty();
        second.turnTo("2026-11-29T10-00-00Z-1-1");
        assertThat(second.leftOf("web", table)).map(Leftover::leader).contains(SHOP);
        second.moveTo("/home/op/c.cfk", false);
        table.alive.remove(SECOND_PANEL);
        FileRunJournal third = journal(THIRD_PANEL);
        assertThat(third.leftovers(table))
                .containsExactly(
                        new Leftover("web", WEB, MARK, "/home/op/a.cfk", Optional.empty()),
                        new Leftover(
                                "web",
                                SHOP,
                                MARK,
                                "/home/op/c.cfk",
                                Optional.of(new Leftover.Run(new OutputPipes("13:1", ""), true))));
    }

    /** It is another one's from then on, and what the first one left is still where that was. */
    @Test
    void whatRunsGoesWithAWorkspaceThatIsSavedElsewhere() {
        firstPanelLeavesIn("/a.cfk", WEB);
        FileRunJournal second = journal(SECOND_PANEL);
        second.turnTo("/a.cfk");
        table.alive.add(SHOP);
        second.started("shop", SHOP, MARK);
        second.moveTo("/b.cfk", true);
        assertThat(second.leftOf("web-4711", table)).as("still in the way here").isPresent();
        assertThat(second.leftovers(table)).extracting(Leftover::workspace).containsExactly("/a.cfk");
        table.alive.remove(SECOND_PANEL);
        assertThat(journal(THIRD_PANEL).leftovers(table))
                .extracting(Leftover::workspace)
                .containsExactly("/a.cfk", "/b.cfk");
    }

    /** One that an older panel wrote, or that was cut short, may be any workspace's. */
    @Test
    void whoseWorkspaceIsNotKnownIsInTheWayEverywhere() throws IOException {
        firstPanelLeavesIn("/home/op/a.cfk", WEB);
        Path file = folder.resolve("runs-100.journal");
        String text = Files.readString(file);
        for (String cut : List.of(
                text.replaceAll("\t.*", ""), text.substring(0, text.indexOf("/op/")), text.replaceAll("\t$", ""))) {
            Files.writeString(file, cut);
            FileRunJournal second = journal(SECOND_PANEL);
            second.turnTo("/b.cfk");
            assertThat(second.leftOf("web-4711", table)).as(cut).isPresent();
            Files.delete(folder.resolve("runs-200.journal"));
            Files.writeString(file, text);
        }
    }

    private void firstPanelLeavesIn(String workspace, ProcessIdentity leader) {
        FileRunJournal journal = journal(FIRST_PANEL);
        journal.turnTo(workspace);
        table.alive.add(leader);
        journal.started("web-" + leader.pid(), leader, MARK);
        table.alive.remove(FIRST_PANEL);
    }
}
