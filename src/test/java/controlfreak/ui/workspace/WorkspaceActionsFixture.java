package controlfreak.ui.workspace;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.workspace.DraftFolder;
import controlfreak.workspace.Folders;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.settings.Recents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A workspace that is opened, saved and closed, with dialogs and files of the test. */
abstract class WorkspaceActionsFixture {
    final Clock clock = Clock.fixed(FakeServices.NOW, ZoneOffset.UTC);
    final FakeDialogs dialogs = new FakeDialogs();
    final FakeServices services = new FakeServices();
    final List<StopProgressViewModel> windows = new ArrayList<>();
    final List<Recents> kept = new ArrayList<>();
    final Background files = new Background(Runnable::run, Runnable::run);
    final WorkspaceSession session =
            new WorkspaceSession((workspace, where) -> CompletableFuture.completedFuture(null), files, file -> {});
    boolean exited;
    boolean formsClosed = true;
    WorkspaceActions actions;
    Path locks;
    DraftFolder drafts;
    Path shop;

    @TempDir
    Path folder;

    @BeforeEach
    void build() throws WorkspaceException {
        locks = folder.resolve("locks");
        shop = folder.resolve("shop.cfk");
        WorkspaceFile.write(shop, Workspace.EMPTY);
        drafts = new DraftFolder(new Folders(folder, folder, folder, folder));
        RecentFiles recents = new RecentFiles(Recents.NONE, kept::add);
        WorkspaceHold hold = new WorkspaceHold(locks, clock, files);
        actions = new WorkspaceActions(
                session,
                dialogs,
                new SaveFlow(session, dialogs, hold, recents, () -> formsClosed),
                new StopFlow(dialogs, services, windows::add, Runnable::run, clock),
                hold,
                recents,
                new Drafts(session, drafts, files, clock, true),
                () -> shop,
                address -> {},
                () -> exited = true);
    }

    void edit() {
        session.edit("Set A", workspace -> workspace.withEnv(workspace.env().with("A", "1")));
    }
}
