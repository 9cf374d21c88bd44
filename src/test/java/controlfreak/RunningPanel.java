package controlfreak;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.testing.PatientRobot;
import controlfreak.ui.fx.FileChoices;
import controlfreak.ui.fx.Picture;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.workspace.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A whole panel in a window, with a home of its own, and what an operator's eyes and hands do with it. Test thread. */
final class RunningPanel implements AutoCloseable {
    private final FxRobot robot = new PatientRobot();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread.UncaughtExceptionHandler handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
    private final Stage stage;
    private final PanelApp app;
    private volatile Path chosen;

    /** @param home holds settings, logs and locks */
    RunningPanel(Path home) throws TimeoutException {
        Folders folders = Folders.of(
                Map.of(
                        "XDG_CONFIG_HOME", home.resolve("config").toString(),
                        "XDG_STATE_HOME", home.resolve("state").toString(),
                        "XDG_RUNTIME_DIR", home.resolve("runtime").toString()),
                home,
                false);
        Resources resources =
                new Resources(Path.of(System.getProperty("proxies.folder")).getParent(), false);
        Surroundings surroundings = new Surroundings(folders, resources, new Choices(), () -> ended.set(true));
        FxToolkit.registerPrimaryStage();
        stage = FxToolkit.registerStage(Stage::new);
        app = (PanelApp) FxToolkit.setupApplication(() -> new PanelApp(surroundings));
        onFx(() -> {
            stage.setX(0);
            stage.setY(0);
        });
    }

    /** The file that the test chose last, whatever is asked for. */
    private final class Choices implements FileChoices {
        @Override
        public Optional<Path> toOpen(FileChooser chooser, Window owner) {
            return Optional.ofNullable(chosen);
        }

        @Override
        public Optional<Path> toSave(FileChooser chooser, Window owner) {
            return Optional.ofNullable(chosen);
        }
    }

    void choose(Path file) {
        chosen = file;
    }

    FxRobot robot() {
        return robot;
    }

    /** A picture of the window as a PNG file, once it has drawn what it was last told. */
    byte[] picture() {
        settle();
        return fx(() -> Picture.of(stage.getScene()));
    }

    /** All that the window shows. */
    Parent root() {
        return stage.getScene().getRoot();
    }

    /** Chooses from a menu of the menu bar. */
    void chooseFromMenu(String menu, String item) {
        click(menu);
        click(item);
    }

    String title() {
        return fx(stage::getTitle);
    }

    boolean hasEnded() {
        return ended.get();
    }

    void type(KeyCode... keys) {
        robot.push(keys);
    }

    void click(String query) {
        robot.clickOn(awaitSeen(query));
    }

    /** Puts a text in place of what a field holds. */
    void fill(String query, String text) {
        click(query);
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write(text);
    }

    Node awaitSeen(String query) {
        return await(query + " to be seen")
                .until(() -> seen(query), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Node> seen(String query) {
        return fx(() -> robot.lookup(query).match(PatientRobot::isSeen).tryQuery());
    }

    String text(String query) {
        return fx(() -> lookup(query) instanceof Labeled label ? label.getText() : "");
    }

    private Node lookup(String query) {
        return stage.getScene().lookup(query);
    }

    /** Gives a variable of the selected row another value. */
    void change(String value, String newValue) {
        type(KeyCode.SHORTCUT, KeyCode.E);
        awaitSeen(value);
        robot.doubleClickOn(value);
        awaitSeen("#edit-value");
        type(KeyCode.SHORTCUT, KeyCode.A);
        robot.write(newValue);
        type(KeyCode.ENTER);
    }

    /** Selects a row by the mouse. */
    void select(String row) {
        robot.clickOn(await(row + " to be in the table").until(() -> line(row).lookup(".label"), label -> true));
    }

    void selectAll() {
        onFx(() -> table().getSelectionModel().selectAll());
    }

    private TreeTableRow<?> line(String title) {
        return fx(() -> table().lookupAll(".tree-table-row-cell").stream()
                .map(node -> (TreeTableRow<?>) node)
                .filter(node -> node.isVisible()
                        && node.getItem() instanceof Row row
                        && row.facts().title().equals(title))
                .findFirst()
                .orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private TreeTableView<Row> table() {
        return (TreeTableView<Row>) lookup("#services");
    }

    private Stream<Row> rows() {
        return IntStream.range(0, table().getExpandedItemCount())
                .mapToObj(place -> table().getTreeItem(place).getValue());
    }

    /** The title of the selected row. */
    String selected() {
        return fx(() -> table().getSelectionModel().getSelectedItem() == null
                ? ""
                : table().getSelectionModel()
                        .getSelectedItem()
                        .getValue()
                        .facts()
                        .title());
    }

    List<String> titles() {
        return fx(() -> rows().map(row -> row.facts().title()).toList());
    }

    RowFacts facts(String title) {
        return fx(() -> rows().map(Row::facts)
                .filter(facts -> facts.title().equals(title))
                .findFirst()
                .orElseThrow());
    }

    long pid(String title) {
        return facts(title).pid().orElseThrow();
    }

    /** The states of all services' processes, and of nothing else. */
    Set<String> words() {
        return fx(() -> rows().filter(row -> row.key() instanceof RowKey.OfProcess)
                .map(row -> row.facts().word())
                .collect(Collectors.toSet()));
    }

    void awaitWord(String title, String word) {
        until(title + " to be " + word, () -> facts(title).word().equals(word));
    }

    /** The lines that the log pane shows. */
    List<String> log() {
        return fx(() -> stage.getScene().getRoot().lookupAll(".log-list .list-cell").stream()
                .filter(node -> node.isVisible() && node.getAccessibleText() != null)
                .map(Node::getAccessibleText)
                .toList());
    }

    void awaitLog(String part) {
        until("the log to say " + part, () -> log().stream().anyMatch(line -> line.contains(part)));
    }

    /** Waits for a question or an error over the window, and gives all its text. */
    String awaitDialog() {
        until("a dialog", () -> dialog().isPresent());
        settle();
        return fx(() -> dialog().orElseThrow().lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining("\n")));
    }

    boolean hasDialog() {
        return dialog().isPresent();
    }

    /** What a dialog over the window shows. */
    Parent dialogRoot() {
        return fx(() -> dialog().orElseThrow());
    }

    void answer(String button) {
        robot.clickOn(
                robot.from(fx(() -> dialog().orElseThrow())).lookup(button).<Node>query());
        until("the dialog to close", () -> dialog().isEmpty());
    }

    private static Optional<DialogPane> dialog() {
        return fx(() -> Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(Window::getScene)
                .map(Scene::getRoot)
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .findFirst());
    }

    static void until(String what, Callable<Boolean> condition) {
        await(what).until(condition);
    }

    @Override
    public void close() throws TimeoutException {
        assertThat(dialog()).as("a dialog that was not answered").isEmpty();
        FxToolkit.cleanupApplication(app);
        onFx(() -> stage.hide());
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
    }
}
