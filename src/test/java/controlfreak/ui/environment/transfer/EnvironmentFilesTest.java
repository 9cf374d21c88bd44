package controlfreak.ui.environment.transfer;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.testing.Fx;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.environment.EnvironmentFixture;
import controlfreak.ui.environment.EnvironmentWindow;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.value.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class EnvironmentFilesTest {
    private static final String SOME =
            "# shop\nPORT=90\nLANG=de_DE.UTF-8\nTOKEN=abc\nHINT=a#b\nURL=${HOME}/x\nbroken line\n";

    @TempDir
    Path folder;

    private EnvironmentWindow window;
    private EnvironmentFixture fixture;

    @Start
    void start(Stage stage) {
        window = new EnvironmentWindow(stage, new EnvironmentTarget.Service("web"));
        fixture = window.fixture;
    }

    @AfterEach
    void end() {
        window.close();
    }

    @Test
    void importsWhatIsChosenOfAFile(FxRobot robot) throws IOException {
        chooseToImport(robot, SOME);
        assertThat(window.text("import-rules")).contains("Which tool");
        assertThat(fixture.edits).isEmpty();
        robot.clickOn("#dialect-COMPOSE");
        await().until(() -> window.text("import-apply").equals("Import 4 variables"));
        assertThat(window.labels("#import-list .code"))
                .contains("PORT=90", "TOKEN=" + Secrets.MASK, "URL=/home/op/x", "broken line");
        assertThat(window.labels("#import-list .environment-note"))
                .containsSubsequence("was 80", "as it is", "adds", "adds", "adds", "left out");
        assertThat(window.labels("#import-list .environment-warning"))
                .containsExactly("The \"#\" is part of the value.");
        robot.clickOn("TOKEN=" + Secrets.MASK).type(KeyCode.SPACE);
        await().until(() -> window.text("import-apply").equals("Import 3 variables"));
        robot.clickOn("#dialect-FOREMAN");
        await().until(() -> window.labels("#import-list .code").contains("URL=${HOME}/x"));
        robot.clickOn("#dialect-COMPOSE");
        await().until(() -> window.labels("#import-list .code").contains("URL=/home/op/x"));
        assertThat(fixture.edits).isEmpty();
        robot.clickOn("#import-apply");
        await().until(() -> fixture.web().value("TOKEN").equals(Optional.of("abc")));
        assertThat(fixture.web().value("PORT")).contains("90");
        assertThat(fixture.web().value("URL")).contains("/home/op/x");
        assertThat(fixture.edits).containsExactly("Import 4 variables (web)");
        assertThat(window.isShown("import-view")).isFalse();
    }

    @Test
    void importsByKeyboardAlone(FxRobot robot) throws IOException {
        chooseToImport(robot, SOME);
        window.awaitFocus("dialect-FOREMAN");
        robot.type(KeyCode.RIGHT).type(KeyCode.SPACE);
        await().until(() -> window.text("import-apply").equals("Import 4 variables"));
        for (int tabs = 0; tabs < 8 && !isFocused("import-list"); tabs++) {
            robot.type(KeyCode.TAB);
        }
        window.awaitFocus("import-list");
        robot.type(KeyCode.SPACE);
        await().until(() -> window.text("import-apply").equals("Import 3 variables"));
        robot.type(KeyCode.ENTER);
        await().until(() -> fixture.web().mentions("HINT"));
        assertThat(fixture.web().value("PORT")).contains("80");
    }

    @Test
    void aFileCanBeReadAtEachStartInstead(FxRobot robot) throws IOException {
        fixture.folder = Optional.of(folder);
        chooseToImport(robot, SOME);
        assertThat(Fx.<Boolean>fx(() -> window.lookup("import-read").isDisabled()))
                .isTrue();
        robot.clickOn("#dialect-SYSTEMD").clickOn("#import-read");
        await().until(() -> !files().isEmpty());
        assertThat(files()).containsExactly(new EnvironmentFile("shop.env", Dialect.SYSTEMD));
        assertThat(fixture.web().value("TOKEN")).isEmpty();
        assertThat(window.isShown("import-view")).isFalse();
        // Once more, by other rules.
        chooseToImport(robot, SOME);
        robot.clickOn("#dialect-RUBY").clickOn("#import-read");
        await().until(() -> files().equals(List.of(new EnvironmentFile("shop.env", Dialect.RUBY))));
    }

    private List<EnvironmentFile> files() {
        return fixture.workspace.get().service("web").orElseThrow().envFiles();
    }

    @Test
    void nothingIsSetWhereTheImportIsLeft(FxRobot robot) throws IOException {
        chooseToImport(robot, SOME);
        robot.clickOn("#dialect-RUBY").type(KeyCode.ESCAPE);
        await().until(() -> !window.isShown("import-view"));
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void saysWhyAFileIsNotImported(FxRobot robot) {
        fixture.chosen = Optional.of(folder.resolve("gone.env"));
        robot.clickOn("#more").clickOn("#more-import");
        await().until(() -> fixture.errors.size() == 1);
        assertThat(fixture.errors.get(0)).contains("gone.env is not there");
        assertThat(window.isShown("import-view")).isFalse();
    }

    @Test
    void exportsToAFileThatOnlyItsOwnerReads(FxRobot robot) throws IOException {
        onFx(() -> window.model.edits().takeAway(List.of("TZ")));
        fixture.chosen = Optional.of(folder.resolve("web.env"));
        robot.clickOn("#more").clickOn("#more-export");
        window.awaitShown("export-view");
        robot.clickOn("#dialect-SYSTEMD");
        await().until(() -> window.text("export-write").equals("Export 4 variables…"));
        assertThat(window.text("export-warning"))
                .contains("1 secret is written in the clear")
                .contains("comment");
        assertThat(exported()).containsExactly("PORT=80", "API_KEY=" + Secrets.MASK, "LANG=de_DE.UTF-8", "# unset TZ");
        robot.clickOn("#export-inherited");
        await().until(() -> exported().contains("SHOP_DB=postgres://shop"));
        robot.clickOn("#export-write");
        await().until(() -> window.text("notice").startsWith("Exported 5 variables"));
        assertThat(Files.readString(folder.resolve("web.env")))
                .isEqualTo("API_KEY=s3cr3t\nLANG=de_DE.UTF-8\nPORT=80\nSHOP_DB=postgres://shop\n# unset TZ\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("web.env"))))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesOutOnlyWithConsentWhatTheFormatCannotHold(FxRobot robot) throws IOException {
        onFx(() -> window.model.edits().set("WITH.DOT", "1"));
        fixture.chosen = Optional.of(folder.resolve("web.env"));
        robot.clickOn("#more").clickOn("#more-export");
        window.awaitFocus("dialect-FOREMAN");
        robot.type(KeyCode.SPACE);
        window.awaitShown("export-consent");
        assertThat(window.text("export-consent")).contains("WITH.DOT");
        assertThat(Fx.<Boolean>fx(() -> window.lookup("export-write").isDisabled()))
                .isTrue();
        robot.clickOn("#export-consent");
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> window.text("notice").startsWith("Exported 3 variables"));
        assertThat(Files.readString(folder.resolve("web.env"))).doesNotContain("WITH.DOT");
    }

    @Test
    void saysWhyAFileWasNotWritten(FxRobot robot) {
        fixture.chosen = Optional.of(folder.resolve("none/web.env"));
        robot.clickOn("#more").clickOn("#more-export");
        window.awaitShown("export-view");
        robot.clickOn("#dialect-COMPOSE").clickOn("#export-write");
        await().until(() -> fixture.errors.size() == 1);
        assertThat(fixture.errors.get(0)).contains("Nothing was written");
    }

    @Test
    void whatAnEnvironmentItselfSaysIsNothingThatAFileInherits() {
        assertThat(ImportViewModel.inheritedBy(
                        new EnvironmentTarget.Service("web").origin(), fx(window.model::effective)))
                .containsEntry("LANG", "C.UTF-8")
                .containsEntry("SHOP_DB", "postgres://shop")
                .doesNotContainKeys("PORT", "CONTROL_FREAK_SERVICE");
    }

    private boolean isFocused(String id) {
        return fx(() -> window.lookup(id).isFocused());
    }

    private List<String> exported() {
        return fx(() -> List.copyOf(((ListView<?>) window.lookup("export-list"))
                .getItems().stream().map(String::valueOf).toList()));
    }

    private void chooseToImport(FxRobot robot, String text) throws IOException {
        fixture.chosen = Optional.of(Files.writeString(folder.resolve("shop.env"), text));
        robot.clickOn("#more").clickOn("#more-import");
        window.awaitShown("import-view");
    }
}
