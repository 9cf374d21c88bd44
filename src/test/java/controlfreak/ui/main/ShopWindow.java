package controlfreak.ui.main;

import static controlfreak.testing.Fx.fx;

import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.SettingsStandIn;
import controlfreak.ui.settings.WindowLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.stage.Stage;

/** The main window around the shop's workspace, with stand-ins behind it. */
final class ShopWindow {
    final DocumentStandIn document = new DocumentStandIn();
    final EngineStandIn engine = new EngineStandIn();
    final DialogsStandIn dialogs = new DialogsStandIn();
    final CommandsStandIn commands = new CommandsStandIn();
    final SettingsStandIn settings = new SettingsStandIn();
    final FiguresStandIn figures = new FiguresStandIn();
    final Preferences preferences = new Preferences(settings);
    MainViewModel model;
    StatusFeed feed;
    MainView view;
    private Stage stage;

    /** Shows the window; nothing runs. */
    void open(Stage newStage) {
        stage = newStage;
        Theme.LIGHT.apply();
        document.workspace.set(Shop.workspace());
        document.file.set(Optional.of(Path.of("shop.cfk")));
        model = new MainViewModel(document, engine, dialogs, Platform::runLater, Shop.CLOCK);
        feed = new StatusFeed(StatusFeed.Later.fx(), Shop.CLOCK, model::take);
        view = new MainView(
                model,
                commands,
                commands,
                preferences,
                figures,
                () -> new Label("log"),
                () -> new Label("environment"),
                () -> new Label("memory"));
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        view.attach(stage);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        view.restore(stage, WindowLayout.FIRST);
    }

    /** Shows the window; a worker and redis run. */
    void show(Stage newStage) {
        open(newStage);
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

    TreeTableView<Row> table() {
        return find("#services");
    }

    TreeTableColumn<Row, ?> column(String id) {
        return table().getColumns().stream()
                .filter(column -> column.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** FX thread only. */
    void sortBy(String id, TreeTableColumn.SortType type) {
        column(id).setSortType(type);
        table().getSortOrder().setAll(List.of(column(id)));
    }

    /** The names of the rows that are not collapsed, from top to bottom. */
    List<String> names() {
        return fx(() -> IntStream.range(0, table().getExpandedItemCount())
                .mapToObj(place -> table().getTreeItem(place).getValue().facts().title())
                .toList());
    }

    TreeItem<Row> item(RowKey key) {
        return IntStream.range(0, table().getExpandedItemCount())
                .mapToObj(table()::getTreeItem)
                .filter(item -> item.getValue().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** What stands for a row on the screen. */
    Node line(String name) {
        return fx(() -> table().lookupAll(".tree-table-row-cell").stream()
                .filter(node -> ((TreeTableRow<?>) node).getItem() instanceof Row row
                        && node.isVisible()
                        && row.facts().title().equals(name))
                .findFirst()
                .orElseThrow());
    }

    /** All that can be read in a row. */
    List<String> texts(String name) {
        Node line = line(name);
        return fx(() -> {
            List<String> texts = new ArrayList<>();
            line.lookupAll(".label").forEach(node -> texts.add(((Labeled) node).getText()));
            line.lookupAll(".hyperlink").forEach(node -> texts.add(((Labeled) node).getText()));
            line.lookupAll(".tree-table-cell").forEach(node -> texts.add(((Labeled) node).getText()));
            return texts;
        });
    }

    void select(RowKey key) {
        fx(() -> view.select(key));
    }

    List<RowKey> selected() {
        return fx(() -> List.copyOf(model.selection().keys()));
    }

    List<String> selectedInTable() {
        return fx(() -> table().getSelectionModel().getSelectedItems().stream()
                .map(item -> item.getValue().facts().title())
                .toList());
    }

    static RowKey process(String service, int instance) {
        return new RowKey.OfProcess(Shop.id(service, instance));
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
}
