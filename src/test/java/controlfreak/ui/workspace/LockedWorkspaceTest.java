package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a locked panel lets be done to its workspace. */
class LockedWorkspaceTest extends WorkspaceActionsFixture {
    @Test
    void aLockedPanelNeitherEditsNorSaves() throws IOException {
        actions.open(shop);
        edit();
        byte[] before = Files.readAllBytes(shop);
        session.lock().toggle();

        edit();
        actions.undo();
        actions.save();

        assertThat(session.workspace().env().value("A")).contains("1");
        assertThat(Files.readAllBytes(shop)).isEqualTo(before);
        assertThat(dialogs.errors).hasSize(3).allMatch(text -> text.contains("Locked: looking only."));

        session.lock().toggle();
        actions.save();
        assertThat(Files.readAllBytes(shop)).isNotEqualTo(before);
    }

    @Test
    void aLockedPanelLetsNothingGoThatRunsButCanBeEnded() {
        actions.open(shop);
        services.run("web");
        session.lock().toggle();

        actions.close();
        actions.create();
        assertThat(session.fileProperty().get()).contains(shop);
        assertThat(services.wasAsked).isFalse();
        assertThat(dialogs.errors).hasSize(2).allMatch(text -> text.contains("Unlock it first"));

        dialogs.answer("Stop 1 service and close");
        actions.quit();
        assertThat(services.wasAsked).isTrue();
    }

    @Test
    void aLockedPanelOffersNoSavingWhenItIsEnded() {
        actions.open(shop);
        edit();
        session.lock().toggle();
        dialogs.answer("Discard changes");

        actions.quit();

        assertThat(dialogs.asked)
                .singleElement()
                .asString()
                .startsWith("Leave shop.cfk")
                .doesNotContain("Save");
        assertThat(exited).isTrue();
    }

    @Test
    void aPanelLockedForGoodStaysLocked() {
        session.lock().lockForGood();
        session.lock().toggle();
        assertThat(session.lock().isLocked()).isTrue();
        actions.open(shop);
        assertThat(session.openProperty().get()).isTrue();
    }
}
