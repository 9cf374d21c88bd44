package controlfreak.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who belongs to a run, on systems that are made up. */
class FamilyTest {
    private static final String MARK = "0123";
    private static final long PANEL = 50;

    private final List<SeenProcess> system = new ArrayList<>(List.of(
            new SeenProcess(new ProcessIdentity(1, 0), 0, 1, 1, true, "init", Set.of()),
            new SeenProcess(new ProcessIdentity(PANEL, 5), 1, PANEL, PANEL, true, "java", Set.of())));
    private final Family family = new Family(MARK);

    /** A process that started at its own number, in the unit of the system. */
    private ProcessIdentity add(long pid, long parent, long group, long session, String mark) {
        ProcessIdentity identity = new ProcessIdentity(pid, pid);
        system.add(new SeenProcess(
                identity, parent, group, session, true, "p" + pid, mark.isEmpty() ? Set.of() : Set.of(mark)));
        return identity;
    }

    private ProcessIdentity leader(long pid) {
        ProcessIdentity leader = add(pid, PANEL, pid, pid, MARK);
        family.isLedBy(leader);
        return leader;
    }

    private void end(long pid) {
        system.removeIf(process -> process.pid() == pid);
        for (int i = 0; i < system.size(); i++) {
            SeenProcess process = system.get(i);
            if (process.parent() == pid) {
                system.set(
                        i,
                        new SeenProcess(
                                process.identity(),
                                PANEL,
                                process.group(),
                                process.session(),
                                true,
                                process.program(),
                                process.marks()));
            }
        }
    }

    private List<Long> seen() {
        return family.in(new Census(system)).stream().map(SeenProcess::pid).toList();
    }

    @Test
    void whoStartedFirstIsNamedFirst() {
        leader(100);
        for (long pid = 140; pid > 100; pid--) {
            add(pid, 100, 100, 100, "");
        }
        assertThat(seen()).isSorted().hasSize(41);
    }

    @Test
    void theLeaderItsGroupAndItsSessionBelong() {
        leader(100);
        add(101, 100, 100, 100, "");
        add(102, 101, 102, 100, "");
        end(101);
        assertThat(seen()).containsExactlyInAnyOrder(100L, 102L);
    }

    @Test
    void childrenBelongInWhateverSessionTheyAre() {
        leader(100);
        add(101, 100, 101, 101, "");
        add(102, 101, 102, 102, "");
        assertThat(seen()).containsExactlyInAnyOrder(100L, 101L, 102L);
    }

    @Test
    void whatBelongedOnceStaysWhenItsParentsHaveEnded() {
        leader(100);
        add(101, 100, 101, 101, "");
        add(102, 101, 102, 102, "");
        seen();
        end(101);
        end(100);
        assertThat(seen()).containsExactly(102L);
        end(102);
        add(102, 1, 102, 102, "");
        system.set(
                system.size() - 1,
                new SeenProcess(new ProcessIdentity(102, 9000), 1, 102, 102, true, "other", Set.of()));
        assertThat(seen()).as("a number that is used again").isEmpty();
    }

    @Test
    void theMarkTellsWhoWasNeverSeen() {
        leader(100);
        add(103, PANEL, 103, 103, MARK);
        add(104, 103, 104, 104, "");
        add(105, PANEL, 105, 105, "another");
        end(100);
        assertThat(seen()).containsExactlyInAnyOrder(103L, 104L);
    }

    @Test
    void aMarkThatIsOlderThanTheRunProvesNothing() {
        add(99, 1, 99, 99, MARK);
        leader(100);
        assertThat(seen()).containsExactly(100L);
    }

    @Test
    void aRunWhoseProcessNobodyToldOfIsFoundByItsMark() {
        add(100, PANEL, 100, 100, MARK);
        assertThat(seen()).containsExactly(100L);
    }

    @Test
    void anotherProcessWithTheNumberOfTheLeaderHasItsOwnGroup() {
        family.isLedBy(new ProcessIdentity(100, 100));
        system.add(new SeenProcess(new ProcessIdentity(100, 7000), 1, 100, 100, true, "other", Set.of()));
        system.add(new SeenProcess(new ProcessIdentity(101, 7001), 100, 100, 100, true, "other", Set.of()));
        assertThat(seen()).isEmpty();
    }

    @Test
    void aZombieIsNobodyButLeadsItsGroupOn() {
        ProcessIdentity leader = new ProcessIdentity(100, 100);
        family.isLedBy(leader);
        system.add(new SeenProcess(leader, PANEL, 100, 100, false, "web", Set.of()));
        add(101, PANEL, 100, 100, "");
        assertThat(seen()).containsExactly(101L);
    }

    @Test
    void noChildIsOlderThanItsParent() {
        leader(100);
        system.add(new SeenProcess(new ProcessIdentity(70, 70), 100, 70, 70, true, "older", Set.of()));
        assertThat(seen()).containsExactly(100L);
    }

    @Test
    void whoHasAFamilyOfItsOwnIsLeftOutWithAllBelow() {
        leader(100);
        ProcessIdentity worker = add(101, 100, 101, 101, MARK);
        add(102, 101, 102, 102, "");
        assertThat(family.in(new Census(system), Set.of(worker)))
                .extracting(SeenProcess::pid)
                .containsExactly(100L);
    }

    @Test
    void aDaemonThatHidWhoseItIsIsKnownByItsProgramOnceItsLeaderHasEnded() {
        Family web = new Family(MARK, PANEL, Set.of("p102"));
        web.isLedBy(add(100, PANEL, 100, 100, MARK));
        add(99, PANEL, 99, 99, "");
        add(102, PANEL, 102, 102, "");
        add(103, PANEL, 103, 103, "");
        assertThat(web.in(new Census(system))).extracting(SeenProcess::pid).containsExactly(100L);
        end(100);
        assertThat(web.in(new Census(system))).extracting(SeenProcess::pid).containsExactly(102L);
    }

    @Test
    void aDaemonOfAnotherRunOrOfBeforeIsNotTakenForItsOwn() {
        Family web = new Family(MARK, PANEL, Set.of("p99", "p102"));
        add(99, PANEL, 99, 99, "");
        web.isLedBy(add(100, PANEL, 100, 100, MARK));
        add(102, PANEL, 102, 102, "another");
        end(100);
        assertThat(web.in(new Census(system))).isEmpty();
    }
}
