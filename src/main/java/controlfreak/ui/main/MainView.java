package controlfreak.ui.main;

import controlfreak.model.Workspace;
import controlfreak.ui.action.CommandPalette;
import controlfreak.ui.action.KeyBindings;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.settings.Preferences;
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
import javafx.scene.control.Tab;
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
public final class MainView implements MainActions.Window {
    private final MainViewModel model;
    private final FiguresDoor sampler;
    private final Parent root;
    private final MainActions actions;
    private final WelcomeView welcome;
    private final EmptyView empty;
    private final ServiceTable services;
    private final SheetPane sheet;
    private final Pages pages;
    private final InstancesView instances;
    private final SignalView signal;
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

    @FXML
    private Tab logTab;

    @FXML
    private Tab environmentTab;

    @FXML
    private Tab memoryTab;

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
        welcome = new WelcomeView(commands);
        empty = new EmptyView(actions);
        sheet = new SheetPane(body, table::requestFocus);
        pages = new SheetPages(sheet, actions, bindings, preferences);
        instances = new InstancesView(model::scale, model::estimate, table::requestFocus);
        signal = new SignalView(model, table::requestFocus);
        notice = new FailureNotice(model.rows(), services::visible);
        noticeView = new FailureNoticeView(notice, this::select, table::requestFocus);
        palette = new CommandPalette(actions::all, new PaletteRows(model, this::select)::entries);
        status = new StatusView(model, table::requestFocus);
        MainMenu menu = new MainMenu(actions);
        menu.fill(menuBar, commands, services.columns());
        toolbar.getChildren().addAll(0, Toolbar.buttons(actions));
        new FilterField(filterField, model, table::requestFocus);
        new StateChips(chips, model);
        above.getChildren().addAll(instances.root(), signal.root());
        below.getChildren().addAll(noticeView.root(), status.root());
        tableArea.getChildren().add(empty.root());
        body.getChildren().add(sheet);
        top.getChildren().add(new LockView(model.document().lock(), this::focusStart).root());
        stack.getChildren().addAll(welcome.root(), palette.root());
        logTab.setContent(log);
        environmentTab.setContent(environment);
        memoryTab.setContent(memory);
        new TableGestures(
                table,
                model,
                menu.contextMenu(),
                services::setMenuOpen,
                actions.edit,
                actions.details,
                List.of(actions.edit, actions.expand, actions.collapse),
                this::closeAside);
        followModel();
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
        Platform.runLater(this::focusStart);
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
        return memoryTab.selectedProperty();
    }

    /** Whether the environment pane is in front. */
    public ReadOnlyBooleanProperty environmentSeenProperty() {
        return environmentTab.selectedProperty();
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
        sheet.show(form, cancel);
    }

    public void hideSheet() {
        sheet.hide();
    }

    /** Closes what is beside the table, where it may go; whether it is closed. */
    public boolean leaveSheet() {
        sheet.leave();
        return !sheet.isVisible();
    }

    /** How columns and panes are arranged, and the window around them. */
    public WindowLayout layout(Stage stage) {
        return WindowArrangement.of(stage, split, services);
    }

    /** Arranges window, columns and panes as they were; call it before the window is shown, and again after. */
    public void restore(Stage stage, WindowLayout layout) {
        WindowArrangement.restore(stage, split, services, layout);
    }

    private void followModel() {
        workspace.visibleProperty().bind(model.document().openProperty());
        model.document().lock().lockedProperty().addListener(locked -> {
            instances.hide();
            signal.hide();
        });
        welcome.root().visibleProperty().bind(model.document().openProperty().not());
        model.document().openProperty().addListener(open -> {
            sheet.hide();
            instances.hide();
            signal.hide();
            Platform.runLater(this::focusStart);
        });
        model.document().workspaceProperty().addListener((property, before, after) -> showEmpty(after));
        showEmpty(model.document().workspaceProperty().get());
    }

    private void second() {
        model.tick();
        notice.look();
        everySecond.run();
        status.showFigures(ticker.now());
        sampler.watch(services.visible().stream()
                .flatMap(key -> MainViewModel.subject(key).stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    private void showEmpty(Workspace now) {
        boolean nothing = now.proxies().isEmpty() && now.services().isEmpty();
        empty.root().setVisible(nothing);
        table.setVisible(!nothing);
    }

    private void closeAside() {
        sheet.leave();
        instances.hide();
        signal.hide();
    }

    private void focusStart() {
        if (model.document().openProperty().get()) {
            table.requestFocus();
        } else {
            welcome.focus();
        }
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
        signal.hide();
        model.scalable().ifPresent(service -> instances.show(service, model.runs(service)));
    }

    @Override
    public void signal() {
        instances.hide();
        signal.show();
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
