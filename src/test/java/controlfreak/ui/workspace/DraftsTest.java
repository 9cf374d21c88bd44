package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.workspace.DraftFolder;
import controlfreak.workspace.Folders;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.settings.Recents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of edits that a panel could not save, and of samples. */
class DraftsTest {
    private final Clock clock = Clock.fixed(FakeServices.NOW, ZoneOffset.UTC);
    private final Background files = new Background(Runnable::run, Runnable::run);

    @TempDir
    Path folder;

    private Panel panel;
    private Path shop;

    /** What a panel does, until it is killed. */
    private final class Panel {
        final FakeDialogs dialogs = new FakeDialogs();
        final WorkspaceSession session =
                new WorkspaceSession((workspace, where) -> CompletableFuture.completedFuture(null), files, next -> {});
        final WorkspaceActions actions;

        Panel(boolean isOffered) {
            RecentFiles recents = new RecentFiles(Recents.NONE, kept -> {});
            WorkspaceHold hold = new WorkspaceHold(folder.resolve("locks" + UUID.randomUUID()), clock, files);
            Drafts drafts = new Drafts(session, draftFolder(), files, clock, isOffered);
            drafts.lookForLeft();
            actions = new WorkspaceActions(
                    session,
                    dialogs,
                    new SaveFlow(session, dialogs, hold, recents, () -> true),
                    new StopFlow(dialogs, new FakeServices(), shown -> {}, Runnable::run, clock),
                    hold,
                    recents,
                    drafts,
                    () -> shop,
                    address -> {},
                    () -> {});
        }

        void edit(String name) {
            session.edit("Set " + name, now -> now.withEnv(now.env().with(name, "1")));
        }

        Optional<String> value(String name) {
            return session.workspace().env().value(name);
        }
    }

    private DraftFolder draftFolder() {
        return new DraftFolder(new Folders(folder, folder, folder, folder));
    }

    @BeforeEach
    void begin() throws WorkspaceException {
        shop = folder.resolve("samples/shop.cfk");
        shop.getParent().toFile().mkdirs();
        ServiceSpec web = ServiceSpec.of("web", new Command.Words(List.of("shop/worker.py")));
        WorkspaceFile.write(shop, Workspace.EMPTY.withService(Optional.empty(), web));
        panel = new Panel(true);
    }

    @Test
    void edits_of_a_panel_that_was_killed_are_offered_and_can_be_taken_back() {
        panel.actions.open(shop);
        panel.edit("A");
        panel.edit("B");

        Panel next = new Panel(true);
        next.dialogs.answer("Take them up");
        next.actions.open(shop);
        assertThat(next.dialogs.asked)
                .singleElement()
                .asString()
                .contains("Take up the edits to shop.cfk that were not saved?");
        assertThat(next.value("A")).contains("1");
        assertThat(next.session.modifiedProperty().get()).isTrue();
        next.actions.undo();
        assertThat(next.value("B")).isEmpty();
        assertThat(next.session.modifiedProperty().get()).isFalse();
    }

    @Test
    void what_is_discarded_saved_or_given_up_is_not_offered_again() throws IOException {
        panel.actions.open(shop);
        panel.edit("A");
        Panel second = new Panel(true);
        second.dialogs.answer("Discard them");
        second.actions.open(shop);
        assertThat(second.value("A")).isEmpty();
        second.edit("C");
        second.actions.save();
        second.edit("D");
        second.dialogs.answer("Discard changes");
        second.actions.quit();
        assertThat(drafts()).isEmpty();

        Panel third = new Panel(true);
        third.actions.open(shop);
        assertThat(third.dialogs.asked).isEmpty();
        assertThat(third.value("C")).contains("1");
    }

    @Test
    void that_the_file_was_changed_since_is_said() throws WorkspaceException {
        panel.actions.open(shop);
        panel.edit("A");
        WorkspaceFile.write(shop, Workspace.EMPTY);
        Panel next = new Panel(true);
        next.dialogs.answer("Discard them");
        next.actions.open(shop);
        assertThat(next.dialogs.texts).singleElement().asString().contains("changed since");
    }

    @Test
    void who_only_looks_and_who_is_not_there_are_not_asked() throws IOException {
        panel.actions.open(shop);
        panel.edit("A");
        Panel locked = new Panel(true);
        locked.session.lock().lockForGood();
        locked.actions.open(shop);
        assertThat(locked.dialogs.asked).isEmpty();
        Panel unattended = new Panel(false);
        unattended.actions.open(shop);
        assertThat(unattended.dialogs.asked).isEmpty();
        assertThat(drafts()).hasSize(1);
    }

    @Test
    void one_without_a_file_is_there_to_be_opened_or_discarded() throws IOException {
        panel.actions.create();
        panel.edit("A");
        // A panel that still runs keeps its own.
        assertThat(new Panel(true).actions.drafts()).isEmpty();
        Path file = drafts().get(0);
        Files.move(file, file.resolveSibling("2026-01-01T00-00-00Z-99999999-1.json"));

        Panel next = new Panel(true);
        assertThat(next.actions.drafts()).hasSize(1);
        next.actions.restore(next.actions.drafts().get(0));
        assertThat(next.value("A")).contains("1");
        assertThat(next.session.modifiedProperty().get()).isTrue();
        assertThat(next.session.fileProperty().get()).isEmpty();
        assertThat(next.actions.drafts()).isEmpty();
        Path chosen = folder.resolve("mine.cfk");
        next.dialogs.toSave = Optional.of(chosen);
        next.actions.save();
        assertThat(chosen).exists();
        assertThat(drafts()).isEmpty();
    }

    @Test
    void who_discards_one_without_a_file_is_rid_of_its_log_too() throws IOException {
        panel.actions.create();
        panel.edit("A");
        Path draft = drafts().get(0);
        Files.move(draft, draft.resolveSibling("2026-01-01T00-00-00Z-99999999-1.json"));
        Path theirs = folder.resolve("unsaved/2026-01-01T00-00-00Z-99999999-1");
        Files.createDirectories(theirs.resolve("services"));
        Files.writeString(theirs.resolve("services/web.log"), "x");
        Path kept = Files.writeString(folder.resolve("kept.log"), "x");
        Files.createSymbolicLink(theirs.resolve("link"), folder);
        Path others = Files.createDirectories(folder.resolve("unsaved/2026-01-01T00-00-00Z-99999999-2"));

        Panel next = new Panel(true);
        next.actions.discard(next.actions.drafts().get(0));
        assertThat(theirs).as("cancelled").exists();
        next.dialogs.answer("Discard them");
        next.actions.discard(next.actions.drafts().get(0));
        assertThat(next.actions.drafts()).isEmpty();
        assertThat(drafts()).isEmpty();
        assertThat(theirs).doesNotExist();
        assertThat(kept).exists();
        assertThat(others).exists();
    }

    @Test
    void a_sample_is_a_new_workspace_that_runs_where_the_sample_is() throws IOException {
        byte[] before = Files.readAllBytes(shop);
        panel.actions.openSample();
        assertThat(panel.session.fileProperty().get()).isEmpty();
        assertThat(panel.session.modifiedProperty().get()).isFalse();
        assertThat(panel.session.workspace().service("web").orElseThrow().cwd())
                .contains(shop.getParent().toString());
        panel.edit("A");
        panel.dialogs.toSave = Optional.of(folder.resolve("mine.cfk"));
        panel.actions.save();
        assertThat(shop).hasBinaryContent(before);
        assertThat(panel.session.fileProperty().get()).contains(folder.resolve("mine.cfk"));
    }

    private List<Path> drafts() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("drafts"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
