package controlfreak.ui.main;

import controlfreak.model.ServiceId;
import controlfreak.model.Workspace;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.FileChoices;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.fx.WindowDialogs;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.settings.SettingsStandIn;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * Shows the main window with statuses that are made up, to look at it. Arguments: {@code --scene=table|welcome|empty|
 * instances|sheet|settings|changekeys|palette|locked|failure|menu|filter|recycling|ask}, {@code --theme=light|dark}, {@code --width=…}, {@code --height=…}.
 */
public final class MainViewPreview extends Application {
    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final CommandsStandIn commands = new CommandsStandIn();

    @Override
    public void start(Stage stage) {
        Map<String, String> arguments = getParameters().getNamed();
        String scene = arguments.getOrDefault("scene", "table");
        Theme theme = arguments.getOrDefault("theme", "light").equals("dark") ? Theme.DARK : Theme.LIGHT;
        theme.apply();
        document.file.set(Optional.of(Path.of("shop.cfk")));
        document.modified.set(true);
        document.open.set(!scene.equals("welcome"));
        document.workspace.set(scene.equals("empty") ? Workspace.EMPTY : Shop.workspace());
        commands.recent.setAll(Path.of("/srv/shop/shop.cfk"), Path.of("/srv/billing/billing.cfk"));
        engine.environments.put(Shop.id("redis", 0), Map.of("LANG", "C.UTF-8"));
        Duration ahead = Duration.between(Shop.NOW, Instant.now());
        MainViewModel model = new MainViewModel(
                document,
                engine,
                new WindowDialogs(() -> stage, FileChoices.SYSTEM),
                Platform::runLater,
                Clock.offset(Clock.system(ZoneOffset.UTC), ahead.negated()));
        StatusFeed feed = new StatusFeed(StatusFeed.Later.fx(), Clock.systemUTC(), model::take);
        MainView view = new MainView(
                model,
                commands,
                commands,
                SettingsStandIn.preferences(),
                new FiguresStandIn(),
                () -> pane("Log"),
                () -> pane("Environment"),
                () -> pane("Memory"));
        Scene window = new Scene(view.root());
        Theme.dress(window);
        stage.setScene(window);
        view.attach(stage);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        stage.setWidth(Double.parseDouble(arguments.getOrDefault("width", "1280")));
        stage.setHeight(Double.parseDouble(arguments.getOrDefault("height", "800")));
        if (!scene.equals("empty")) {
            feed(feed);
        }
        if (scene.equals("recycling")) {
            feed.proxyChanged(Shop.changingOver("shop", 4711, Kind.RECYCLE, Phase.MOVING, 3, 20));
            feed.proxyChanged(Shop.stale("mailer", 4800, 2, "/srv/shop/Shop/Mail.pm", "/srv/shop/Shop/Log.pm"));
        }
        Platform.runLater(() -> Platform.runLater(() -> stage(scene, model, view)));
    }

    private static StackPane pane(String name) {
        return new StackPane(new Label(name));
    }

    private static void feed(StatusFeed feed) {
        feed.proxyChanged(Shop.up("shop", 4711));
        List<ServiceStatus> statuses = List.of(
                Shop.running(Shop.id("web", 1), 4720, Duration.ofHours(2)),
                Shop.retrying(Shop.id("web", 2), 3, Duration.ofSeconds(30)),
                Shop.stopping(Shop.id("web", 3), 4722, Duration.ofSeconds(60)),
                Shop.running(Shop.id("images", 0), 4725, Duration.ofSeconds(192)),
                Shop.off(
                        new ServiceId("mail", 0),
                        ServiceState.FATAL,
                        "gave up after 8 tries: exit 3 after 0.2 s, Can't locate Shop/Mail.pm in @INC"),
                Shop.running(Shop.id("redis", 0), 4690, Duration.ofHours(51)));
        statuses.forEach(feed::serviceChanged);
    }

    private void stage(String scene, MainViewModel model, MainView view) {
        switch (scene) {
            case "instances" -> {
                view.select(new RowKey.OfGroup("web"));
                view.instances();
            }
            case "sheet" -> view.pages().keys();
            case "settings" -> view.pages().settings();
            case "changekeys" -> view.pages().changeKeys();
            case "palette" -> view.palette();
            case "locked" -> document.lock.toggle();
            case "failure" -> {
                view.select(new RowKey.OfProcess(new ServiceId("mail", 0)));
                model.run(Verb.START);
                engine.refused("START mail", "mail: exit 3 after 0.2 s.");
            }
            case "ask" -> {
                model.take(ShopFigures.at(Shop.NOW));
                view.select(new RowKey.OfProxy("shop"));
                model.run(Verb.RECYCLE);
            }
            case "many" ->
                ((TreeTableView<?>) view.root().lookup("#services"))
                        .getSelectionModel()
                        .selectRange(1, 6);
            case "filter" -> model.filterProperty().set(new RowFilter("web", Optional.empty()));
            default -> {}
        }
    }

    /** The launcher: a main class that is itself an Application would need the module path. */
    public static final class Launch {
        private Launch() {}

        public static void main(String[] arguments) {
            Application.launch(MainViewPreview.class, arguments);
        }
    }
}
