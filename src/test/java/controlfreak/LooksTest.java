package controlfreak;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.Looks;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view in both themes, at three sizes, in both languages: all that is written can be read. */
class LooksTest {
    private static final List<int[]> SIZES =
            List.of(new int[] {1920, 1080}, new int[] {1280, 800}, new int[] {900, 600});
    private static final int LOOKS = 5;
    private static final String WORKSPACE = """
            {"controlfreak": 1, "env": {"LANG": "C.UTF-8", "API_KEY": "hunter2"},
             "proxies": [{"name": "shop", "command": "cfk-share-mem-proxy.py", "services": [
                {"name": "web", "instances": 4, "command": "worker.py", "env": {"PORT": "${9100+instance}"}}]}],
             "services": [
                {"name": "bad", "command": "echo 'ValueError: no such database' >&2; exit 3", "maxRetries": 0},
                {"name": "clock", "command": "while :; do date; sleep 1; done", "env": {"FORMAT": "%H:%M:%S"},
                 "description": "Tells the time", "tags": ["time"], "ready": {"port": 8080}}]}
            """;

    private final Locale before = Locale.getDefault();
    private final Map<String, String> found = new TreeMap<>();

    @TempDir
    Path home;

    @AfterEach
    void speakAsBefore() {
        Texts.speak(before);
        onFx(Theme.LIGHT::apply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void all_that_is_written_can_be_read(String language) throws IOException, TimeoutException {
        Path file = Files.writeString(home.resolve("shop.cfk"), WORKSPACE);
        Texts.speak(Locale.forLanguageTag(language));
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.awaitSeen("#welcome");
            look(panel, "welcome");
            panel.choose(file);
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            RunningPanel.until("the workspace to open", () -> panel.titles().contains("clock"));
            look(panel, "nothing selected");
            for (String row : List.of("bad", "clock")) {
                panel.select(row);
                panel.type(KeyCode.F7);
            }
            RunningPanel.until("it to fail", () -> panel.facts("bad").lastExit().isPresent());
            TabPane tabs = (TabPane) panel.root().lookup("#pane");
            for (int tab = 0; tab < fx(() -> tabs.getTabs().size()); tab++) {
                int chosen = tab;
                onFx(() -> tabs.getSelectionModel().select(chosen));
                look(panel, "pane " + fx(() -> tabs.getTabs().get(chosen).getId()));
            }
            onFx(() -> tabs.getSelectionModel().selectFirst());
            panel.selectAll();
            RunningPanel.until("lines of the clock", () -> !panel.log().isEmpty());
            look(panel, "merged log");
            panel.select("bad");
            panel.type(KeyCode.DELETE);
            lookAtDialog(panel, "remove");
            panel.type(KeyCode.SHORTCUT, KeyCode.Q);
            lookAtDialog(panel, "quit");
            panel.choose(Files.writeString(home.resolve("broken.cfk"), "{"));
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            lookAtDialog(panel, "broken");
            for (String sheet : List.of("#button-addservice", "#button-addproxy")) {
                panel.click(sheet);
                look(panel, sheet);
                panel.type(KeyCode.ENTER);
                look(panel, sheet + " form");
                panel.type(KeyCode.ESCAPE);
            }
            panel.type(KeyCode.F1);
            look(panel, "keys");
            panel.type(KeyCode.SHORTCUT, KeyCode.COMMA);
            look(panel, "settings");
            panel.type(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.P);
            panel.awaitSeen("#palette");
            look(panel, "palette");
            panel.type(KeyCode.ESCAPE);
        }
        assertThat(found.values()).isEmpty();
    }

    private void look(RunningPanel panel, String view) throws IOException {
        Stage stage = (Stage) fx(() -> panel.root().getScene().getWindow());
        for (int[] size : SIZES) {
            onFx(() -> {
                stage.setWidth(size[0]);
                stage.setHeight(size[1]);
            });
            note(view + " at " + size[0], clipped(panel));
            picture(panel, view + "-" + size[0]);
        }
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            onFx(theme::apply);
            settle();
            note(view + " " + theme, fx(() -> Looks.faint(panel.root())));
            if (theme == Theme.DARK) {
                picture(panel, view + "-dark");
            }
        }
    }

    private void lookAtDialog(RunningPanel panel, String name) {
        panel.awaitDialog();
        Parent dialog = panel.dialogRoot();
        note("dialog " + name, fx(() -> Looks.clipped(dialog)));
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            onFx(theme::apply);
            settle();
            note("dialog " + name + " " + theme, fx(() -> Looks.faint(dialog)));
        }
        panel.type(KeyCode.ESCAPE);
        RunningPanel.until("the dialog to close", () -> !panel.hasDialog());
    }

    /** What is hidden where there is no room is hidden when it is seen that there is none. */
    private static List<String> clipped(RunningPanel panel) {
        List<String> clipped = List.of();
        for (int look = 0; look < LOOKS && (look == 0 || !clipped.isEmpty()); look++) {
            settle();
            clipped = fx(() -> Looks.clipped(panel.root()));
        }
        return clipped;
    }

    private void note(String where, List<String> problems) {
        problems.forEach(problem -> found.putIfAbsent(problem.replaceAll("\\d", ""), where + ": " + problem));
    }

    /** For people to look at, where they ask for it. */
    private static void picture(RunningPanel panel, String name) throws IOException {
        String folder = System.getProperty("looks.pictures", "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            String file = Locale.getDefault().getLanguage() + "-" + name.replaceAll("[^a-z0-9]+", "-") + ".png";
            Files.write(Path.of(folder, file), panel.picture());
        }
    }
}
