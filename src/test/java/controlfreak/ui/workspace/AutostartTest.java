package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.workspace.AutostartPlan;
import controlfreak.workspace.Draft;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.WorkspaceId;
import controlfreak.workspace.settings.Autostarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a workspace wants started when it is opened is started only where the operator has agreed. */
class AutostartTest extends WorkspaceActionsFixture {
    private static final String NOW = "Start 2 services";
    private static final String ALWAYS = "Start now and always";

    private final CompletableFuture<Boolean> free = CompletableFuture.completedFuture(true);
    private final List<List<String>> started = new ArrayList<>();
    private Autostarts agreed = Autostarts.NONE;

    private static ServiceSpec service(String name, boolean autostart) {
        return ServiceSpec.of(name, new Command.Text("run " + name))
                .with(draft -> draft.restart = draft.restart.with(policy -> policy.autostart = autostart));
    }

    private static Workspace workspace(String command) {
        ServiceSpec web = service("web", true)
                .withCommand(new Command.Text(command))
                .withDependsOn(List.of(new Dependency("db", Dependency.Until.READY)));
        return Workspace.EMPTY
                .withService(Optional.empty(), service("db", false))
                .withService(Optional.empty(), web)
                .withService(Optional.empty(), service("report", false));
    }

    @BeforeEach
    void listen() throws WorkspaceException {
        write(shop, workspace("serve"));
        listen(free);
    }

    private void listen(CompletableFuture<Boolean> isFree) {
        Autostart autostart = new Autostart(
                session, isFree, dialogs, () -> agreed, now -> agreed = now, plan -> started.add(names(plan)));
        actions.setOnOpened(autostart::opened);
    }

    private static void write(Path file, Workspace workspace) throws WorkspaceException {
        WorkspaceFile.write(file, workspace);
    }

    private static List<String> names(AutostartPlan plan) {
        return plan.services().stream().map(ServiceSpec::name).toList();
    }

    private void openAnew(Path file) {
        actions.close();
        actions.open(file);
    }

    @Test
    void nothingIsStartedUnasked() {
        actions.open(shop);
        assertThat(dialogs.asked)
                .containsExactly("Start 2 services, as shop.cfk wants when it is opened? "
                        + "[Start 2 services, Start now and always, Do not start]");
        assertThat(dialogs.texts)
                .singleElement()
                .asString()
                .contains("db: run db\nweb: serve")
                .doesNotContain("report");
        assertThat(started).isEmpty();
    }

    @Test
    void onceIsOnce() {
        dialogs.answer(NOW);
        actions.open(shop);
        assertThat(started).containsExactly(List.of("db", "web"));
        openAnew(shop);
        assertThat(dialogs.asked).hasSize(2);
        assertThat(started).hasSize(1);
    }

    @Test
    void alwaysHoldsWhileTheFileSaysTheSameOfWhatWouldRun() throws WorkspaceException {
        dialogs.answer(ALWAYS);
        actions.open(shop);
        openAnew(shop);
        assertThat(dialogs.asked).hasSize(1);
        assertThat(started).hasSize(2);

        write(shop, workspace("serve").withService(Optional.empty(), service("other", false)));
        openAnew(shop);
        assertThat(dialogs.asked).as("others do not matter").hasSize(1);

        write(shop, workspace("serve --all"));
        openAnew(shop);
        assertThat(dialogs.asked).hasSize(2);
        write(shop, workspace("serve").withEnv(Workspace.EMPTY.env().with("PATH", "/tmp")));
        openAnew(shop);
        assertThat(dialogs.asked).hasSize(3);
        assertThat(started).hasSize(3);
    }

    @Test
    void alwaysIsOfOneFile() throws IOException {
        dialogs.answer(ALWAYS);
        actions.open(shop);
        Path copy = Files.copy(shop, folder.resolve("copy.cfk"));
        openAnew(copy);
        assertThat(dialogs.asked).hasSize(2);
        assertThat(started).hasSize(1);
    }

    @Test
    void whoOnlyLooksIsNotAsked() {
        dialogs.answer(NOW);
        session.lock().lockForGood();
        actions.open(shop);
        assertThat(dialogs.asked).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void neitherSamplesNorWhatIsReadAgainStartAnything() throws IOException {
        actions.openSample();
        assertThat(session.workspace().allServices()).hasSize(3);
        assertThat(dialogs.asked).isEmpty();
        actions.open(shop);
        dialogs.asked.clear();
        Files.writeString(shop, Files.readString(shop).replace("serve", "else"));
        actions.reload();
        assertThat(session.workspace().service("web").orElseThrow().command()).isEqualTo(new Command.Text("else"));
        assertThat(dialogs.asked).isEmpty();
    }

    @Test
    void editsThatWereTakenUpAreNotWhatTheFileSays() throws IOException, WorkspaceException {
        String base = WorkspaceFile.read(shop).stamp().hash();
        drafts.write(new Draft(WorkspaceId.of(shop), clock.instant(), Optional.of(base), workspace("edited")));
        dialogs.answer("Take them up");
        actions.open(shop);
        assertThat(session.workspace()).isEqualTo(workspace("edited"));
        assertThat(dialogs.asked).hasSize(1);

        actions.undo();
        drafts.write(new Draft(WorkspaceId.of(shop), clock.instant(), Optional.of(base), workspace("edited")));
        dialogs.answer("Discard them").answer(NOW);
        openAnew(shop);
        assertThat(started).containsExactly(List.of("db", "web"));
    }

    @Test
    void whatRunsFromBeforeIsNotStartedTwice() {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        listen(left);
        dialogs.answer(NOW);
        actions.open(shop);
        assertThat(started).isEmpty();
        left.complete(false);
        assertThat(started).isEmpty();
        assertThat(dialogs.asked).isEmpty();

        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        listen(stopped);
        openAnew(shop);
        stopped.complete(true);
        assertThat(started).hasSize(1);
    }

    @Test
    void theLastOneIsOpenedAgainQuietly() throws IOException {
        actions.openAgain(folder.resolve("gone.cfk"));
        assertThat(dialogs.errors).isEmpty();
        actions.openAgain(Files.writeString(folder.resolve("broken.cfk"), "{"));
        assertThat(dialogs.errors).hasSize(1);
        actions.openAgain(shop);
        assertThat(session.fileProperty().get()).contains(shop);
    }
}
