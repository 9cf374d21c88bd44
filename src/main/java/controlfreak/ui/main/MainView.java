package controlfreak.ui.main;

import atlantafx.base.controls.CustomTextField;
import controlfreak.ui.action.CommandPalette;
import controlfreak.ui.action.HeldKeys;
import controlfreak.ui.action.KeyBindings;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.aside.Asides;
import controlfreak.ui.main.aside.SheetPages;
import controlfreak.ui.main.aside.SheetPane;
import controlfreak.ui.main.menu.FormCommands;
import controlfreak.ui.main.menu.LogFields;
import controlfreak.ui.main.menu.MainActions;
import controlfreak.ui.main.menu.MainMenu;
import controlfreak.ui.main.menu.Pages;
import controlfreak.ui.main.menu.PaletteRows;
import controlfreak.ui.main.menu.Toolbar;
import controlfreak.ui.main.menu.WindowCommands;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.status.LockView;
import controlfreak.ui.main.status.Notices;
import controlfreak.ui.main.status.StatusView;
import controlfreak.ui.main.table.FilterField;
import controlfreak.ui.main.table.PortLinks;
import controlfreak.ui.main.table.RowChoice;
import controlfreak.ui.main.table.RowPlace;
import controlfreak.ui.main.table.ServiceTable;
import controlfreak.ui.main.table.StateChips;
import controlfreak.ui.main.table.TableGestures;
import controlfreak.ui.main.table.Ticker;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.main.welcome.EmptyView;
import controlfreak.ui.main.welcome.WelcomeView;
import controlfreak.ui.main.welcome.WindowContents;
import controlfreak.ui.outside.Outside;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.WindowLayout;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/**
 * The main window: table above, pane of the selected rows below, sheet over the right half of both. FX thread only.
 */
public final class MainView implements WindowCommands {
    private final MainViewModel model;
    private final FiguresDoor sampler;
    private final Parent root;
    private final MainActions actions;
    private final WindowContents contents;
    private final ServiceTable services;
    private final Asides asides;
    private final Pages pages;
    private final CommandPalette palette;
    private final Notices notices;
    private final StatusView status;
    private final Ticker ticker;
    private final PaneTabs panes;
    private LogFields logFields = LogFields.NONE;
    private Outside outside = Outside.NONE;
    private Runnable everySecond = () -> {};

    @FXML
    private VBox top;

    @FXML
    private MenuBar menuBar;

    @FXML
    private StackPane stack;

    @FXML
    private BorderPane workspace;

    @FXML
    private HBox toolbar;

    @FXML
    private CustomTextField filterField;

    @FXML
    private HBox chips;

    @FXML
    private VBox above;

    @FXML
    private VBox below;

    @FXML
    private StackPane body;

    @FXML
    private SplitPane split;

    @FXML
    private StackPane tableArea;

    @FXML
    private TreeTableView<Row> table;

    @FXML
    private TabPane pane;

    public MainView(
            MainViewModel model,
            WorkspaceCommands commands,
            FormCommands forms,
            Preferences preferences,
            FiguresDoor sampler,
            Supplier<Node> log,
            Supplier<Node> environment,
            Supplier<Node> memory) {
        this.model = model;
        this.sampler = sampler;
        root = Views.load(this);
        ticker = new Ticker(root, model.clock(), this::second);
        panes = new PaneTabs(pane);
        actions = new MainActions(model, commands, forms, preferences, this);
        KeyBindings bindings = new KeyBindings(actions.all(), preferences.keys(), preferences::keepKeys);
        HeldKeys.install(root, actions.all());
        bindings.problems().stream().reduce((all, next) -> all + " " + next).ifPresent(model::warn);
        services = new ServiceTable(table, model, ticker, actions.places);
        WelcomeView welcome = new WelcomeView(commands);
        EmptyView empty = new EmptyView(actions);
        asides = new Asides(model, body, above, table::requestFocus);
        pages = new SheetPages(asides.sheet(), actions, bindings, preferences);
        notices = new Notices(model, services::visible, this::selectAll, this::showLog, table::requestFocus);
        palette = new CommandPalette(actions::all, new PaletteRows(model, this::select)::entries);
        status = new StatusView(model);
        MainMenu menu = new MainMenu(actions);
        menu.fill(menuBar, commands, services.columns());
        toolbar.getChildren()
                .addAll(0, Toolbar.buttons(actions, model.selection().keys()));
        new FilterField(filterField, model, table::requestFocus);
        new StateChips(chips, model);
        below.getChildren().addAll(notices.root(), status.root());
        tableArea.getChildren().add(empty.root());
        contents = new WindowContents(model.document(), welcome, empty, workspace, table);
        top.getChildren().add(new LockView(model.document().lock(), contents::focusStart).root());
        stack.getChildren().addAll(welcome.root(), palette.root());
        panes.fill("log", log);
        panes.fill("environment", environment);
        panes.fill("memory", memory);
        new TableGestures(
                table,
                model,
                menu.contextMenu(),
                services::setMenuOpen,
                actions.edit,
                actions.details,
                List.of(actions.edit, actions.expand, actions.collapse),
                asides::leave);
    }

    public Parent root() {
        return root;
    }

    /** Gives a window its contents, title and least size, and takes the focus to where work begins. */
    public void attach(Stage stage) {
        stage.titleProperty().bind(model.titleBinding());
        stage.setMinWidth(WindowLayout.MIN_WIDTH);
        stage.setMinHeight(WindowLayout.MIN_HEIGHT);
        Platform.runLater(contents::focusStart);
    }

    public Notices notices() {
        return notices;
    }

    public SheetPane sheet() {
        return asides.sheet();
    }

    /** Sets what is to be done once a second while the window is there. */
    public void onSecond(Runnable task) {
        everySecond = task;
    }

    public void setLogFields(LogFields fields) {
        logFields = fields;
    }

    /** What can be done to what is selected, where its log is read too. */
    public List<PanelAction> serviceActions() {
        return List.of(actions.of(Verb.START), actions.of(Verb.STOP), actions.of(Verb.RESTART));
    }

    /** What can be done with the ports of rows. */
    public PortLinks portLinks() {
        return actions.places;
    }

    public PaneTabs panes() {
        return panes;
    }

    /**
     * Selects a row, brings it into sight, whatever hides it, and takes the focus to it.
     *
     * @return whether there is such a row
     */
    public boolean select(RowKey row) {
        if (model.rows().find(row).isEmpty()) {
            return false;
        }
        selectAll(List.of(row));
        return true;
    }

    public void selectAll(List<RowKey> rows) {
        services.select(rows);
        table.requestFocus();
    }

    private void showLog(List<RowKey> rows) {
        panes.show("log");
        selectAll(rows);
    }

    /** Starts what is selected. */
    public void startSelected() {
        actions.of(Verb.START).run();
    }

    /** How columns and panes are arranged, and the window around them. */
    public WindowLayout layout(Stage stage) {
        return WindowArrangement.of(stage, split, panes, services, model.selection());
    }

    /** Arranges window, columns and panes as they were; call it before the window is shown, and again after. */
    public void restore(Stage stage, WindowLayout layout) {
        WindowArrangement.restore(stage, split, panes, services, layout);
    }

    private void second() {
        model.tick();
        notices.look();
        everySecond.run();
        status.showFigures(ticker.now());
        sampler.watch(services.visible().stream()
                .flatMap(key -> key.subject().stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void filter() {
        filterField.requestFocus();
        filterField.selectAll();
    }

    @Override
    public void sampleNow() {
        sampler.sampleNow();
    }

    @Override
    public LogFields log() {
        panes.show("log");
        return logFields;
    }

    @Override
    public void pane(String id) {
        panes.show(id);
    }

    @Override
    public void nextFailure() {
        notices.showNextFailure();
    }

    @Override
    public void instances() {
        asides.showInstances();
    }

    @Override
    public void signal() {
        asides.showSignal();
    }

    @Override
    public void choose(List<RowChoice> choices) {
        RowPlace.showMenu(table, choices);
    }

    /** Sets what leads out of the panel. */
    public void setOutside(Outside door) {
        outside = door;
    }

    @Override
    public Outside outside() {
        return outside;
    }

    @Override
    public void expandAll(boolean expanded) {
        services.expandAll(expanded);
    }

    @Override
    public void palette() {
        palette.show();
    }

    @Override
    public Pages pages() {
        return pages;
    }
}
