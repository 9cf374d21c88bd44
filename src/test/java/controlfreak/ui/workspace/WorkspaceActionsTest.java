package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Workspace;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.WorkspaceHeldException;
import controlfreak.workspace.WorkspaceLock;
import controlfreak.workspace.settings.Recents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkspaceActionsTest extends WorkspaceActionsFixture {
    @Test
    void opensAndRemembers() {
        dialogs.toOpen = Optional.of(shop);
        actions.open();
        assertThat(session.fileProperty().get()).contains(shop);
        assertThat(actions.recent()).containsExactly(shop);
        assertThat(kept).containsExactly(new Recents(List.of(shop)));
        assertThat(dialogs.asked).isEmpty();
    }

    @Test
    void aHalfTypedFormKeepsTheWorkspaceOpen() throws WorkspaceException {
        WorkspaceFile.write(folder.resolve("other.cfk"), Workspace.EMPTY);
        actions.open(shop);
        formsClosed = false;
        actions.close();
        actions.create();
        actions.quit();
        actions.open(folder.resolve("other.cfk"));
        assertThat(session.fileProperty().get()).contains(shop);
        assertThat(exited).isFalse();
        formsClosed = true;
        actions.close();
        assertThat(session.openProperty().get()).isFalse();
    }

    @Test
    void aFileThatIsGoneIsForgottenAndSaid() throws IOException {
        actions.open(shop);
        actions.close();
        Files.delete(shop);
        actions.open(shop);
        assertThat(dialogs.errors).singleElement().asString().startsWith("Not opened: shop.cfk is not there.");
        assertThat(actions.recent()).isEmpty();
        assertThat(session.openProperty().get()).isFalse();
    }

    @Test
    void aBrokenFileStopsNothing() throws IOException {
        services.run("web");
        Path broken = Files.writeString(folder.resolve("broken.cfk"), "{");
        actions.open(broken);
        assertThat(dialogs.errors).hasSize(1);
        assertThat(dialogs.asked).isEmpty();
        assertThat(services.wasAsked).isFalse();
    }

    @Test
    void oneThatAnotherPanelHoldsIsNotOpened() throws IOException, WorkspaceHeldException {
        try (WorkspaceLock other = WorkspaceLock.take(locks, shop, clock)) {
            assertThat(other).isNotNull();
            actions.open(shop);
        }
        assertThat(dialogs.errors).singleElement().asString().contains("is open in another Control Freak");
        assertThat(session.openProperty().get()).isFalse();
        actions.open(shop);
        assertThat(session.openProperty().get()).isTrue();
    }

    @Test
    void closingLetsOthersOpenIt() throws IOException, WorkspaceHeldException {
        actions.open(shop);
        actions.close();
        WorkspaceLock.take(locks, shop, clock).close();
    }

    @Test
    void aNewOneIsSavedUnderAChosenName() {
        Path other = folder.resolve("other.cfk");
        actions.create();
        edit();
        actions.save();
        assertThat(session.modifiedProperty().get()).isTrue();
        dialogs.toSave = Optional.of(other);
        actions.save();
        assertThat(other).exists();
        assertThat(actions.recent()).containsExactly(other);
        assertThat(session.modifiedProperty().get()).isFalse();
    }

    @Test
    void editsAreNotLostWithoutAQuestion() {
        actions.open(shop);
        edit();
        actions.close();
        assertThat(dialogs.asked).containsExactly("Save the changes to shop.cfk? [Save, Discard changes, Cancel]");
        assertThat(session.modifiedProperty().get()).isTrue();
    }

    @Test
    void savesAndClosesOrDiscards() throws WorkspaceException {
        actions.open(shop);
        edit();
        dialogs.answer("Save");
        actions.close();
        assertThat(session.openProperty().get()).isFalse();
        assertThat(WorkspaceFile.read(shop).workspace().env().entries()).containsKey("A");
        actions.open(shop);
        edit();
        session.edit("Set B", workspace -> workspace.withEnv(workspace.env().with("B", "1")));
        dialogs.answer("Discard changes");
        actions.create();
        assertThat(session.workspace()).isEqualTo(Workspace.EMPTY);
        assertThat(session.fileProperty().get()).isEmpty();
    }

    @Test
    void whatIsUnsavedAndWhatRunsIsOneQuestion() throws WorkspaceException {
        actions.open(shop);
        edit();
        services.run("web", "redis");
        actions.quit();
        assertThat(dialogs.asked)
                .containsExactly("Save the changes to shop.cfk? "
                        + "[Save, and stop 2 services, Discard changes, and stop them, Cancel]");
        assertThat(dialogs.texts).singleElement().asString().contains("web, redis would be stopped");
        assertThat(services.wasAsked).isFalse();

        dialogs.answer("Save, and stop 2 services");
        actions.quit();
        assertThat(dialogs.asked).hasSize(2);
        assertThat(WorkspaceFile.read(shop).workspace().env().entries()).containsKey("A");
        assertThat(exited).as("not before all have stopped").isFalse();
        services.end();
        assertThat(exited).isTrue();
    }

    @Test
    void aSaveThatFailsKeepsItOpen() throws IOException {
        actions.create();
        edit();
        dialogs.answer("Save");
        dialogs.toSave = Optional.of(Files.createDirectory(folder.resolve("folder.cfk")));
        actions.quit();
        assertThat(dialogs.errors).singleElement().asString().startsWith("Not saved: folder.cfk is a folder.");
        assertThat(exited).isFalse();
        assertThat(session.modifiedProperty().get()).isTrue();
    }

    @Test
    void whatOthersWroteIsNotOverwrittenWithoutAQuestion() throws IOException {
        actions.open(shop);
        edit();
        Files.writeString(shop, "{\"controlfreak\": 1, \"env\": {\"THEIRS\": \"1\"}}");
        actions.save();
        assertThat(dialogs.asked)
                .containsExactly("Overwrite shop.cfk, which somebody else has changed? [Overwrite, Reload, Cancel]");
        assertThat(shop).content().contains("THEIRS");
        dialogs.answer("Overwrite");
        actions.save();
        assertThat(shop).content().doesNotContain("THEIRS");
        assertThat(session.modifiedProperty().get()).isFalse();
    }

    @Test
    void reloadingTakesWhatOthersWrote() throws IOException {
        actions.open(shop);
        edit();
        Files.writeString(shop, "{\"controlfreak\": 1, \"env\": {\"THEIRS\": \"1\"}}");
        dialogs.answer("Save").answer("Reload");
        actions.quit();
        assertThat(session.workspace().env().entries()).containsOnlyKeys("THEIRS");
        assertThat(exited).isFalse();
    }

    @Test
    void runningServicesAreNotStoppedWithoutAQuestion() {
        actions.open(shop);
        services.run("web", "redis");
        actions.quit();
        assertThat(dialogs.asked).containsExactly("Stop 2 services? [Stop 2 services and close, Cancel]");
        assertThat(services.wasAsked).isFalse();
        assertThat(exited).isFalse();
    }

    @Test
    void stopsAllInSightThenQuits() {
        actions.open(shop);
        services.run("web", "redis");
        dialogs.answer("Stop 2 services and close");
        actions.quit();
        assertThat(windows).hasSize(1);
        assertThat(exited).isFalse();
        actions.quit();
        assertThat(dialogs.asked).hasSize(1);
        services.end();
        assertThat(windows.get(0).doneProperty().get()).isTrue();
        assertThat(exited).isTrue();
    }

    @Test
    void aProxyThatIsAloneIsStoppedWithoutAQuestion() {
        services.proxies = 1;
        actions.quit();
        assertThat(dialogs.asked).isEmpty();
        assertThat(windows).hasSize(1);
        services.end();
        assertThat(exited).isTrue();
    }

    @Test
    void servicesThatWouldNotStopKeepThePanelOpen() {
        services.run("web");
        dialogs.answer("Stop 1 service and close");
        actions.quit();
        services.stopped.completeExceptionally(new controlfreak.engine.base.RefusedException("web would not end."));
        assertThat(exited).isFalse();
        assertThat(dialogs.errors).singleElement().asString().contains("web would not end.");
    }

    @Test
    void openingAnotherOverRunningServicesAsks() throws WorkspaceException {
        Path other = folder.resolve("other.cfk");
        WorkspaceFile.write(other, Workspace.EMPTY);
        actions.open(shop);
        services.run("web");
        actions.open(other);
        assertThat(dialogs.asked).containsExactly("Stop 1 service? [Stop 1 service and open, Cancel]");
        assertThat(session.fileProperty().get()).contains(shop);
        dialogs.answer("Stop 1 service and open");
        actions.open(other);
        services.end();
        assertThat(session.fileProperty().get()).contains(other);
    }

    @Test
    void undoAndRedoAreOfferedWhereThereIsSomething() {
        actions.create();
        assertThat(actions.undoableProperty().get()).isFalse();
        edit();
        assertThat(actions.undoableProperty().get()).isTrue();
        actions.undo();
        assertThat(actions.redoableProperty().get()).isTrue();
        actions.redo();
        assertThat(session.modifiedProperty().get()).isTrue();
    }
}
