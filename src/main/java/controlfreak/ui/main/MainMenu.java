package controlfreak.ui.main;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.TreeTableColumn;

/** The menu bar and the context menu, of the same actions. FX thread only. */
final class MainMenu {
    private static final String BAR = "menu";
    private static final String CONTEXT = "context";

    private static final List<String> PROXIES_ONLY = Stream.of(Verb.values())
            .filter(Verb::isForProxies)
            .map(verb -> CONTEXT + "-" + verb.key())
            .toList();

    private final MainActions actions;

    MainMenu(MainActions actions) {
        this.actions = actions;
    }

    void fill(
            MenuBar bar,
            WorkspaceCommands commands,
            ObjectProperty<Theme> theme,
            List<TreeTableColumn<Row, RowFacts>> columns) {
        Menu file = menu("file", List.of(actions.create, actions.open));
        file.getItems().add(recent(commands));
        file.getItems().add(item(actions.sample));
        add(file, List.of(actions.save, actions.saveAs), List.of(actions.close, actions.quit));

        Menu edit = menu(
                "edit",
                List.of(actions.undo, actions.redo),
                List.of(actions.addProxy, actions.addService),
                List.of(actions.edit, actions.environment, actions.duplicate, actions.remove));

        Menu services = menu(
                "services",
                List.of(actions.of(Verb.START), actions.of(Verb.RESTART), actions.of(Verb.STOP), actions.of(Verb.KILL)),
                List.of(actions.instances),
                List.of(actions.of(Verb.RUN), actions.of(Verb.RELOAD), actions.of(Verb.SHUTDOWN)),
                List.of(actions.startAll, actions.stopAll));

        Menu view = menu("view", List.of(actions.filter, actions.find), List.of(actions.details, actions.history));
        view.getItems().add(new SeparatorMenuItem());
        view.getItems().addAll(themes(theme));
        view.getItems().add(columns(columns));
        add(view, List.of(actions.expand, actions.collapse), List.of(actions.sampleNow));

        bar.getMenus().setAll(file, edit, services, view, menu("help", List.of(actions.keys, actions.about)));
    }

    ContextMenu contextMenu() {
        ContextMenu menu = new ContextMenu();
        addAll(
                menu.getItems(),
                CONTEXT,
                Stream.of(
                        List.of(
                                actions.of(Verb.START),
                                actions.of(Verb.RESTART),
                                actions.of(Verb.STOP),
                                actions.of(Verb.KILL),
                                actions.of(Verb.RUN),
                                actions.of(Verb.RELOAD),
                                actions.of(Verb.SHUTDOWN)),
                        List.of(actions.instances, actions.edit, actions.environment, actions.details),
                        List.of(actions.addService, actions.duplicate, actions.remove)));
        // The proxies' verbs are of no use on services: three more disabled lines would only be noise.
        menu.getItems().stream()
                .filter(item -> PROXIES_ONLY.contains(String.valueOf(item.getId())))
                .forEach(item ->
                        item.visibleProperty().bind(item.disableProperty().not()));
        return menu;
    }

    @SafeVarargs
    private static Menu menu(String key, List<PanelAction>... sections) {
        Menu menu = new Menu(Texts.text("main.menu." + key));
        menu.setId(BAR + "-" + key);
        addAll(menu.getItems(), BAR, Stream.of(sections));
        return menu;
    }

    @SafeVarargs
    private static void add(Menu menu, List<PanelAction>... sections) {
        addAll(menu.getItems(), BAR, Stream.of(sections));
    }

    private static void addAll(ObservableList<MenuItem> items, String prefix, Stream<List<PanelAction>> sections) {
        sections.forEach(section -> {
            if (!items.isEmpty()) {
                items.add(new SeparatorMenuItem());
            }
            section.forEach(action -> items.add(ActionControls.menuItem(action, prefix)));
        });
    }

    private static MenuItem item(PanelAction action) {
        return ActionControls.menuItem(action, BAR);
    }

    private static Menu recent(WorkspaceCommands commands) {
        Menu menu = new Menu(Texts.text("main.menu.recent"));
        menu.setId("menu-recent");
        Runnable list = () -> {
            menu.getItems()
                    .setAll(commands.recent().stream()
                            .map(file -> recent(commands, file))
                            .toList());
            if (menu.getItems().isEmpty()) {
                MenuItem none = new MenuItem(Texts.text("main.menu.noRecent"));
                none.setDisable(true);
                menu.getItems().add(none);
            }
        };
        commands.recent().addListener((Observable observable) -> list.run());
        list.run();
        return menu;
    }

    private static MenuItem recent(WorkspaceCommands commands, Path file) {
        MenuItem item = new MenuItem(file.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> commands.open(file));
        return item;
    }

    private List<MenuItem> themes(ObjectProperty<Theme> theme) {
        ToggleGroup group = new ToggleGroup();
        RadioMenuItem light = theme(group, actions.light);
        RadioMenuItem dark = theme(group, actions.dark);
        Runnable choose = () -> group.selectToggle(theme.get() == Theme.DARK ? dark : light);
        theme.addListener(observable -> choose.run());
        choose.run();
        return List.of(light, dark);
    }

    private static RadioMenuItem theme(ToggleGroup group, PanelAction action) {
        RadioMenuItem item = new RadioMenuItem(action.textProperty().get());
        item.setId(BAR + "-" + action.name());
        item.setToggleGroup(group);
        item.setOnAction(event -> action.run());
        return item;
    }

    private static Menu columns(List<TreeTableColumn<Row, RowFacts>> columns) {
        Menu menu = new Menu(Texts.text("main.menu.columns"));
        menu.setId("menu-columns");
        for (TreeTableColumn<Row, RowFacts> column : columns) {
            CheckMenuItem item = new CheckMenuItem(column.getText());
            item.selectedProperty().bindBidirectional(column.visibleProperty());
            // A table without names would be of no use.
            item.setDisable(column.getUserData() == Column.NAME);
            menu.getItems().add(item);
        }
        return menu;
    }
}
