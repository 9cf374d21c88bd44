package controlfreak.ui.main;

import controlfreak.ui.action.CommandPalette;
import controlfreak.ui.action.KeyBindings;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.UnexpectedErrors;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.aside.Asides;
import controlfreak.ui.main.aside.SheetPages;
import controlfreak.ui.main.menu.FormCommands;
import controlfreak.ui.main.menu.MainActions;
import controlfreak.ui.main.menu.MainMenu;
import controlfreak.ui.main.menu.Pages;
import controlfreak.ui.main.menu.PaletteRows;
import controlfreak.ui.main.menu.Toolbar;
import controlfreak.ui.main.menu.WindowCommands;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.status.BugNoticeView;
import controlfreak.ui.main.status.FailureNotice;
import controlfreak.ui.main.status.FailureNoticeView;
import controlfreak.ui.main.status.LockView;
import controlfreak.ui.main.status.StatusView;
import controlfreak.ui.main.table.FilterField;
import controlfreak.ui.main.table.ServiceTable;
import controlfreak.ui.main.table.StateChips;
import controlfreak.ui.main.table.TableGestures;
import controlfreak.ui.main.table.Ticker;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.main.welcome.EmptyView;
import controlfreak.ui.main.welcome.WelcomeView;
import controlfreak.ui.main.welcome.WindowContents;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.WindowLayout;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
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
import org.controlsfx.control.textfield.CustomTextField;

/**
 * The main window: table above, pane of the selected rows below, sheet over the right half of both. The panes' contents
 * are handed in; they follow {@link MainViewModel#selection()}. FX thread only.
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
    private final FailureNotice notice;
    private final FailureNoticeView noticeView;
    private final CommandPalette palette;
    private final StatusView status;
    private final Ticker ticker;
    private final PaneTabs panes;
    private Runnable findInLog = () -> {};
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
            Node log,
            Node environment,
            Node memory) {
        this.model = model;
        this.sampler = sampler;
        root = Views.load(this);
        ticker = new Ticker(model.clock(), this::second);
        panes = new PaneTabs(pane);
        actions = new MainActions(model, commands, forms, preferences, this);
        KeyBindings bindings = new KeyBindings(actions.all(), preferences.keys(), preferences::keepKeys);
        bindings.problems().stream().reduce((all, next) -> all + " " + next).ifPresent(model::warn);
        services = new ServiceTable(table, model, ticker);
        WelcomeView welcome = new WelcomeView(commands);
        EmptyView empty = new EmptyView(actions);
        asides = new Asides(model, body, above, table::requestFocus);
        pages = new SheetPages(asides.sheet(), actions, bindings, preferences);
        notice = new FailureNotice(model.rows(), services::visible);
        noticeView = new FailureNoticeView(notice, this::select, table::requestFocus);
        palette = new CommandPalette(actions::all, new PaletteRows(model, this::select)::entries);
        status = new StatusView(model, table::requestFocus);
        MainMenu menu = new MainMenu(actions);
        menu.fill(menuBar, commands, services.columns());
        toolbar.getChildren().addAll(0, Toolbar.buttons(actions));
        new FilterField(filterField, model, table::requestFocus);
        new StateChips(chips, model);
        below.getChildren().addAll(noticeView.root(), status.root());
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
        ticker.start();
        Platform.runLater(contents::focusStart);
    }

    /** Tells of the panel's own bugs below the table. */
    public void tellBugs(UnexpectedErrors errors) {
        below.getChildren().add(0, new BugNoticeView(errors, table::requestFocus).root());
    }

    /** Sets what is to be done once a second while the window is there. */
    public void onSecond(Runnable task) {
        everySecond = task;
    }

    /** Sets what takes the focus to the log's field for what to find. */
    public void onFind(Runnable find) {
        findInLog = find;
    }

    /** What can be done to what is selected, where its log is read too. */
    public List<PanelAction> serviceActions() {
        return List.of(actions.of(Verb.START), actions.of(Verb.STOP), actions.of(Verb.RESTART));
    }

    /** Whether the memory pane is in front. */
    public ReadOnlyBooleanProperty memorySeenProperty() {
        return panes.seenProperty("memory");
    }

    /** Whether the environment pane is in front. */
    public ReadOnlyBooleanProperty environmentSeenProperty() {
        return panes.seenProperty("environment");
    }

    /**
     * Adds a pane beside those that are there.
     *
     * @param place 0 for the first
     * @param id tells it from the others
     * @return whether it is in front
     */
    public ReadOnlyBooleanProperty addPane(int place, String id, String title, Node content) {
        return panes.add(place, id, title, content);
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
        services.select(row);
        table.requestFocus();
        return true;
    }

    /**
     * Shows a form over the right half of the window, unless the one shown before stays.
     *
     * @param cancel closes it by {@link #hideSheet}, unless the operator would rather go on with it
     */
    public void showSheet(Node form, Runnable cancel) {
        asides.sheet().show(form, cancel);
    }

    public void hideSheet() {
        asides.sheet().hide();
    }

    /** Closes what is beside the table, where it may go; whether it is closed. */
    public boolean leaveSheet() {
        asides.sheet().leave();
        return !asides.sheet().isVisible();
    }

    /** How columns and panes are arranged, and the window around them. */
    public WindowLayout layout(Stage stage) {
        return WindowArrangement.of(stage, split, services);
    }

    /** Arranges window, columns and panes as they were; call it before the window is shown, and again after. */
    public void restore(Stage stage, WindowLayout layout) {
        WindowArrangement.restore(stage, split, services, layout);
    }

    private void second() {
        model.tick();
        notice.look();
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
    public void find() {
        panes.show("log");
        findInLog.run();
    }

    @Override
    public void pane(String id) {
        panes.show(id);
    }

    @Override
    public void nextFailure() {
        noticeView.show();
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
