package controlfreak.ui.main;

import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.SettingsStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TreeTableView;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/** The main window around the shop's workspace, with stand-ins behind it. */
final class ShopWindow {
    final DocumentStandIn document = new DocumentStandIn();
    final EngineStandIn engine = new EngineStandIn();
    final DialogsStandIn dialogs = new DialogsStandIn();
    final CommandsStandIn commands = new CommandsStandIn();
    final SettingsStandIn settings = new SettingsStandIn();
    Preferences preferences;
    MainViewModel model;
    MainView view;
    private Stage stage;

    void show(Stage newStage) {
        stage = newStage;
        Theme.LIGHT.apply();
        document.workspace.set(Shop.workspace());
        document.file.set(Optional.of(Path.of("shop.cfk")));
        preferences = new Preferences(settings);
        model = new MainViewModel(document, engine, dialogs, Platform::runLater, Shop.CLOCK);
        view = new MainView(
                model,
                commands,
                commands,
                preferences,
                new FiguresStandIn(),
                new Label("log"),
                new Label("environment"),
                new Label("memory"));
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        view.attach(stage);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        view.restore(stage, WindowLayout.FIRST);
        StatusFeed feed = new StatusFeed(StatusFeed.Later.fx(), Shop.CLOCK, model::take);
        feed.serviceChanged(Shop.running(Shop.id("web", 1), 4720, Duration.ofHours(2)));
        feed.serviceChanged(Shop.running(Shop.id("redis", 0), 4690, Duration.ofHours(51)));
    }

    Stage stage() {
        return stage;
    }

    @SuppressWarnings("unchecked")
    <T extends Node> T find(String query) {
        return (T) stage.getScene().getRoot().lookup(query);
    }

    TreeTableView<?> table() {
        return find("#services");
    }

    MenuItem menuItem(String id) {
        return this.<MenuBar>find(".menu-bar").getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    Node focused() {
        return stage.getScene().getFocusOwner();
    }

    static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
