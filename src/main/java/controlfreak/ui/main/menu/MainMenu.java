package controlfreak.ui.main.menu;

import controlfreak.guard.VisibleText;
import controlfreak.ui.action.ActionControls;
import controlfreak.ui.action.ActionMenu;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.table.Column;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.collections.ObservableList;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TreeTableColumn;

/** The menu bar and the context menu, of the same actions. FX thread only. */
public final class MainMenu {
    private static final String BAR = "menu";
    private static final String CONTEXT = "context";

    private static final List<String> ONLY_WHERE_THEY_FIT = Stream.concat(
                    Stream.of(Verb.values()).filter(Verb::isOutOfTheWay).map(Verb::key),
                    Stream.of("browse", "copyaddress", "terminal"))
            .map(key -> CONTEXT + "-" + key)
            .toList();

    private final MainActions actions;

    public MainMenu(MainActions actions) {
        this.actions = actions;
    }

    public void fill(MenuBar bar, WorkspaceCommands commands, List<TreeTableColumn<Row, RowFacts>> columns) {
        bar.getMenus().setAll(actions.menus().stream().map(MainMenu::menu).toList());
        after(bar, actions.open, recent(commands));
        after(bar, actions.dark, columns(columns));
    }

    private static Menu menu(ActionMenu actions) {
        Menu menu = new Menu(Texts.text("main.menu." + actions.name()));
        menu.setId(BAR + "-" + actions.name());
        addAll(menu.getItems(), BAR, actions.sections().stream());
        return menu;
    }

    /** Puts a menu that is filled by other things than actions where it is looked for. */
    private static void after(MenuBar bar, PanelAction action, Menu menu) {
        String id = BAR + "-" + action.name();
        for (Menu of : bar.getMenus()) {
            of.getItems().stream()
                    .filter(item -> id.equals(item.getId()))
                    .findFirst()
                    .ifPresent(item -> of.getItems().add(of.getItems().indexOf(item) + 1, menu));
        }
    }

    public ContextMenu contextMenu() {
        ContextMenu menu = new ContextMenu();
        addAll(
                menu.getItems(),
                CONTEXT,
                Stream.of(
                        List.of(
                                actions.of(Verb.START),
                                actions.of(Verb.WITHNEEDS),
                                actions.of(Verb.ANYWAY),
                                actions.of(Verb.RETRY),
                                actions.of(Verb.GIVEUP),
                                actions.of(Verb.RESTART),
                                actions.of(Verb.REREAD),
                                actions.of(Verb.ROLL),
                                actions.of(Verb.STOP),
                                actions.of(Verb.KILL),
                                actions.of(Verb.RUN),
                                actions.of(Verb.RELOAD),
                                actions.of(Verb.SHUTDOWN),
                                actions.of(Verb.RECYCLE),
                                actions.of(Verb.REFORK),
                                actions.of(Verb.CANCEL)),
                        List.of(actions.instances, actions.signal, actions.edit, actions.environment, actions.details),
                        List.of(actions.places.browse, actions.places.copyAddress, actions.places.terminal),
                        List.of(actions.addService, actions.duplicate, actions.remove)));
        // What is of no use on what is selected would only be noise.
        menu.getItems().stream()
                .filter(item -> ONLY_WHERE_THEY_FIT.contains(String.valueOf(item.getId())))
                .forEach(item ->
                        item.visibleProperty().bind(item.disableProperty().not()));
        return menu;
    }

    private static void addAll(ObservableList<MenuItem> items, String prefix, Stream<List<PanelAction>> sections) {
        sections.forEach(section -> {
            if (!items.isEmpty()) {
                items.add(new SeparatorMenuItem());
            }
            section.forEach(action -> items.add(ActionControls.menuItem(action, prefix)));
        });
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
        MenuItem item = new MenuItem(VisibleText.of(file.toString()));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> commands.open(file));
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
