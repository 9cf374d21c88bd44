package controlfreak.ui.log;

import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Repeater;
import controlfreak.ui.fx.SaveChooser;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import controlfreak.ui.log.lines.LogEntry;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The log pane. FX thread only. */
public final class LogView {
    static final double ROW = 20;
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
    private static final KeyCombination FIND_NEXT = new KeyCodeCombination(KeyCode.F3);
    private static final KeyCombination FIND_PREVIOUS = KeyCombination.valueOf("Shift+F3");
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination COPY_WITH_TIMES = KeyCombination.valueOf("Shortcut+Shift+C");

    private final LogViewModel model;
    private final LogOutput output;
    private final Pane root;
    private LogScroll scroll;
    private LogFollow follow;
    private LogPaging paging;

    @FXML
    private Label title;

    @FXML
    private HBox actions;

    @FXML
    private MenuButton runs;

    @FXML
    private Label lost;

    @FXML
    private ToggleButton followToggle;

    @FXML
    private TextField find;

    @FXML
    private Label count;

    @FXML
    private Button previous;

    @FXML
    private Button next;

    @FXML
    private ToggleButton regex;

    @FXML
    private ToggleButton caseSensitive;

    @FXML
    private TextField filter;

    @FXML
    private ToggleButton wrap;

    @FXML
    private ToggleButton times;

    @FXML
    private Button save;

    @FXML
    private ListView<LogEntry> list;

    @FXML
    private Label placeholder;

    @FXML
    private Button showCleared;

    @FXML
    private Button newLines;

    @FXML
    private Button earlier;

    @FXML
    private MenuItem copy;

    @FXML
    private MenuItem copyWithTimes;

    @FXML
    private MenuItem showClearedItem;

    /** @param files where files are written */
    public LogView(LogViewModel model, Dialogs dialogs, SaveChooser saveChooser, Executor files) {
        this.model = model;
        output = new LogOutput(model, dialogs, saveChooser, files);
        root = Views.load(this);
        new Repeater(root, Repeater.OFTEN, model::tick);
    }

    public Parent root() {
        return root;
    }

    /** Offers what can be done to what is shown. */
    public void offer(List<PanelAction> offered) {
        offered.forEach(action -> actions.getChildren().add(LogActionButton.of(action)));
    }

    /** Adds something below the lines. */
    public void addBelow(Parent node) {
        root.getChildren().add(node);
    }

    /** Puts the cursor where one types what to find. */
    public void focusFind() {
        find.requestFocus();
        find.selectAll();
    }

    @FXML
    private void initialize() {
        list.itemsProperty().bind(model.linesProperty());
        list.setCellFactory(ignored -> new LogCell(model));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.fixedCellSizeProperty()
                .bind(Bindings.when(model.wrapProperty())
                        .then(Region.USE_COMPUTED_SIZE)
                        .otherwise(ROW));
        scroll = new LogScroll(list);
        model.setViewport(scroll);
        follow = new LogFollow(list, model, scroll);
        paging = new LogPaging(list, model, scroll);
        new LogRunMenu(runs, model.runs());
        bindHeader();
        LogQueryField.bind(find, model.find().query());
        LogQueryField.bind(filter, model.filter());
        bindLines();
    }

    private void bindHeader() {
        title.textProperty().bind(model.notices().titleProperty());
        Tooltip files = new Tooltip();
        files.textProperty().bind(model.notices().filesProperty());
        title.setTooltip(files);
        lost.textProperty().bind(model.notices().lostProperty());
        lost.visibleProperty().bind(model.notices().lostProperty().isNotEmpty());
        lost.managedProperty().bind(lost.visibleProperty());
        count.textProperty().bind(model.find().countProperty());
        model.followingProperty().addListener((property, old, now) -> showFollowing(now));
        showFollowing(true);
        regex.selectedProperty().bindBidirectional(model.regexProperty());
        caseSensitive.selectedProperty().bindBidirectional(model.caseSensitiveProperty());
        wrap.selectedProperty().bindBidirectional(model.wrapProperty());
        times.selectedProperty().bindBidirectional(model.timesProperty());
        next.disableProperty().bind(model.find().countProperty().isEmpty());
        previous.disableProperty().bind(model.find().countProperty().isEmpty());
        save.disableProperty().bind(model.notices().placeholderProperty().isNotEmpty());
    }

    private void showFollowing(boolean following) {
        followToggle.setSelected(following);
        followToggle.setText(Texts.text(following ? "log.following" : "log.paused"));
        ((FontIcon) followToggle.getGraphic()).setIconLiteral(following ? "mdi2a-arrow-collapse-down" : "mdi2p-pause");
    }

    private void bindLines() {
        placeholder.textProperty().bind(model.notices().placeholderProperty());
        placeholder.visibleProperty().bind(model.notices().placeholderProperty().isNotEmpty());
        showCleared
                .visibleProperty()
                .bind(model.notices().placeholderProperty().isNotEmpty().and(model.hiddenProperty()));
        showCleared.managedProperty().bind(showCleared.visibleProperty());
        newLines.textProperty().bind(model.notices().newLinesProperty());
        newLines.visibleProperty().bind(model.notices().newLinesProperty().isNotEmpty());
        earlier.textProperty().bind(model.notices().earlierProperty());
        earlier.visibleProperty()
                .bind(model.notices().earlierProperty().isNotEmpty().and(paging.atTopProperty()));
        copy.disableProperty().bind(Bindings.isEmpty(list.getSelectionModel().getSelectedItems()));
        copyWithTimes.disableProperty().bind(copy.disableProperty());
        showClearedItem.disableProperty().bind(model.hiddenProperty().not());
    }

    @FXML
    private void toggleFollow() {
        if (followToggle.isSelected()) {
            model.follow();
        } else {
            model.pause();
        }
    }

    @FXML
    private void resume() {
        model.followAll();
        list.requestFocus();
    }

    @FXML
    private void keyPressed(KeyEvent event) {
        if (FIND.match(event)) {
            focusFind();
        } else if (FIND_NEXT.match(event)) {
            findNext();
        } else if (FIND_PREVIOUS.match(event)) {
            findPrevious();
        } else if (COPY.match(event) && list.isFocused()) {
            copy();
        } else if (COPY_WITH_TIMES.match(event) && list.isFocused()) {
            copyWithTimes();
        } else {
            return;
        }
        event.consume();
    }

    @FXML
    private void findKeyPressed(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> {
                if (event.isShiftDown()) {
                    findPrevious();
                } else {
                    findNext();
                }
                event.consume();
            }
            case ESCAPE -> leave(find, event);
            default -> {}
        }
    }

    @FXML
    private void filterKeyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            leave(filter, event);
        }
    }

    private void leave(TextField field, KeyEvent event) {
        field.clear();
        list.requestFocus();
        event.consume();
    }

    @FXML
    private void findNext() {
        letGoIfFound();
        model.findNext(scroll.firstIndex());
    }

    @FXML
    private void findPrevious() {
        letGoIfFound();
        model.findPrevious(scroll.firstIndex());
    }

    private void letGoIfFound() {
        if (model.find().isAnyFound()) {
            follow.letGo();
        }
    }

    @FXML
    private void showEarlier() {
        model.showOlder();
        list.requestFocus();
    }

    @FXML
    private void clear() {
        model.clear();
    }

    @FXML
    private void showCleared() {
        model.showCleared();
    }

    @FXML
    private void copy() {
        output.copy(selected());
    }

    @FXML
    private void copyWithTimes() {
        output.copyWithTimes(selected());
    }

    @FXML
    private void copyFile() {
        output.copyText(model.notices().filesProperty().get());
    }

    private List<LogEntry> selected() {
        return List.copyOf(list.getSelectionModel().getSelectedItems());
    }

    @FXML
    private void save() {
        output.save();
    }
}
