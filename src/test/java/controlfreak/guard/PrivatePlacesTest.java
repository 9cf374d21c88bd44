package controlfreak.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Function;
import controlfreak.log.BugReport;
import controlfreak.log.PanelLog;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.journal.FileRunJournal;
import controlfreak.process.table.SystemProcessTable;
import controlfreak.workspace.Folders;
import controlfreak.workspace.WorkspaceLock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the panel keeps for itself is nobody else's, and what somebody else could have put there is not believed. */
class PrivatePlacesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final ProcessIdentity SELF = new SystemProcessTable()
            .facts(ProcessHandle.current().pid())
            .orElseThrow()
            .identity();

    @TempDir
    Path folder;

    private final int umask = umask(022);

    @AfterEach
    void restore() {
        umask(umask);
    }

    private static int umask(int mask) {
        return Function.getFunction("c", "umask").invokeInt(new Object[] {mask});
    }

    private Path state() {
        return folder.resolve("state");
    }

    private PanelLog panelLog() {
        return new PanelLog(state(), Clock.systemUTC(), "1.0");
    }

    private static BugReport bug() {
        return BugReport.of(Thread.currentThread(), new IllegalStateException());
    }

    private FileRunJournal journal() {
        return new FileRunJournal(state().resolve("runs"), new SystemProcessTable(), Runnable::run);
    }

    /** All that is made, with its mode. */
    private void useAll() throws Exception {
        panelLog().write(bug());
        FileRunJournal journal = journal();
        journal.started("web", SELF, "0123456789abcde");
        journal.close();
        WorkspaceLock.take(state().resolve("run"), folder.resolve("shop.cfk"), CLOCK)
                .close();
        Folders.make(state().resolve("logs"));
    }

    private List<String> modes() throws IOException {
        try (Stream<Path> all = Files.walk(state())) {
            TreeSet<String> modes = new TreeSet<>();
            for (Path path : all.filter(path -> !path.toString().endsWith(".not-believed"))
                    .toList()) {
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
            return List.copyOf(modes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0000, 0022, 0277})
    void nobodyElseReadsOrWritesWhateverTheUmask(int mask) throws Exception {
        umask(mask);
        useAll();
        assertThat(modes()).containsExactly("rw-------", "rwx------");
    }

    @Test
    void whatWasMadeWiderIsNarrowed() throws Exception {
        useAll();
        try (Stream<Path> all = Files.walk(state())) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
        useAll();
        assertThat(modes()).containsExactly("rw-------", "rwx------");
    }

    @Test
    void noLinkIsFollowed() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.createDirectories(state().resolve("run"));
        Files.createSymbolicLink(state().resolve("panel.log"), elsewhere);
        assertThatThrownBy(() -> panelLog().write(bug())).hasMessageContaining("it is a link");
        Path workspace = folder.resolve("shop.cfk");
        WorkspaceLock.take(state().resolve("run"), workspace, CLOCK).close();
        try (Stream<Path> locks = Files.list(state().resolve("run"))) {
            Path lock = locks.findFirst().orElseThrow();
            Files.delete(lock);
            Files.createSymbolicLink(lock, elsewhere);
        }
        assertThatThrownBy(() -> WorkspaceLock.take(state().resolve("run"), workspace, CLOCK))
                .hasMessageContaining("it is a link");
        assertThat(elsewhere).hasContent("mine");
        Path far = Files.createDirectory(folder.resolve("far"));
        Files.createSymbolicLink(state().resolve("logs"), far);
        assertThatThrownBy(() -> Folders.make(state().resolve("logs"))).hasMessageContaining("it is a link");
    }

    @Test
    void nobodyWaitsForAPipeInAFilesPlace() throws Exception {
        Files.createDirectories(state());
        assertThat(new ProcessBuilder("mkfifo", state().resolve("panel.log").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> panelLog().write(bug())).hasMessageContaining("it is no regular file");
    }

    @Test
    void aFolderOfAnotherUserIsNotUsed() throws IOException {
        assumeRoot();
        Files.createDirectories(state());
        giveAway(state());
        assertThatThrownBy(() -> panelLog().write(bug())).hasMessageContaining("it belongs to nobody");
        assertThat(state()).isEmptyDirectory();
    }

    @Test
    void aJournalThatIsNobodyElsesIsBelieved() throws IOException {
        leaveSomething();
        assertThat(journal().leftovers(new SystemProcessTable())).hasSize(1);
    }

    @Test
    void aJournalInAFolderThatWasOpenToAllIsNotBelieved() throws IOException {
        leaveSomething();
        Files.setPosixFilePermissions(state().resolve("runs"), PosixFilePermissions.fromString("rwxrwxrwx"));
        FileRunJournal next = journal();
        assertThat(next.leftovers(new SystemProcessTable())).isEmpty();
        assertThat(next.doubts())
                .containsExactly("What " + state().resolve("runs") + " says of what an earlier panel left alive is not"
                        + " believed: other users may write it.");
        assertThat(journal().leftovers(new SystemProcessTable()))
                .as("and not the next time, now that it is closed")
                .isEmpty();
    }

    @Test
    void aJournalWithoutAnEndIsNotRead() throws IOException {
        try (RandomAccessFile planted = new RandomAccessFile(leaveSomething().toFile(), "rw")) {
            planted.setLength(1L << 32);
        }
        FileRunJournal next = journal();
        assertThat(next.leftovers(new SystemProcessTable())).isEmpty();
        assertThat(next.doubts()).singleElement().asString().endsWith("it is larger than 16 MB.");
    }

    @Test
    void aJournalThatAllMayWriteIsNotBelieved() throws IOException {
        Path planted = leaveSomething();
        Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(journal().leftovers(new SystemProcessTable())).isEmpty();
    }

    @Test
    void aJournalOfAnotherUserIsNotBelieved() throws IOException {
        assumeRoot();
        giveAway(leaveSomething());
        assertThat(journal().leftovers(new SystemProcessTable())).isEmpty();
    }

    @Test
    void aJournalByALinkIsNotBelieved() throws IOException {
        Path planted = leaveSomething();
        Path elsewhere = Files.move(planted, folder.resolve("elsewhere"));
        Files.createSymbolicLink(planted, elsewhere);
        assertThat(journal().leftovers(new SystemProcessTable())).isEmpty();
    }

    /** A journal of a panel that is no more, which names a process that lives. */
    private Path leaveSomething() throws IOException {
        Path runs = state().resolve("runs");
        FileRunJournal journal = new FileRunJournal(runs, new SystemProcessTable(), Runnable::run);
        journal.started("web", SELF, "0123456789abcde");
        journal.close();
        Path file = runs.resolve("runs-" + SELF.pid() + ".journal");
        String ours = SELF.pid() + " " + SELF.startTime() + "\n";
        return Files.writeString(file, Files.readString(file).replaceFirst(ours, "1 " + Long.MAX_VALUE + "\n"));
    }

    private void assumeRoot() throws IOException {
        assumeThat(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName()).isEqualTo("root");
    }

    private static void giveAway(Path path) throws IOException {
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
}
