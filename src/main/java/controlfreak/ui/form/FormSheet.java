package controlfreak.ui.form;

import controlfreak.ui.form.command.CommandField;
import controlfreak.ui.form.command.PresetPage;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import javafx.beans.DefaultProperty;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The frame of every form: its title, its fields in a scroll pane, why it cannot be saved, and the buttons. Enter
 * saves, Escape cancels. FX thread only.
 */
@DefaultProperty("content")
public final class FormSheet extends BorderPane {
    private final Label title = new Label();
    private final ScrollPane scroll = new ScrollPane();
    private final Label reason = new Label();
    private final Button save = new Button(Texts.text("form.save"));
    private final Button saveAndStart = new Button(Texts.text("form.save-start"));
    private final Button cancel = new Button(Texts.text("form.cancel"));
    private final Button remove = new Button();
    private final Button close = new Button();
    private final Button back = new Button();

    private SheetModel viewModel;
    private Dialogs dialogs;
    private Runnable onClose;
    private Node first;
    private Optional<PresetPage> firstPage = Optional.empty();
    private boolean isEnterHeld;

    public FormSheet() {
        getStyleClass().add("form-sheet");
        setTop(header());
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        setCenter(scroll);
        setBottom(footer());
        addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
        addEventFilter(KeyEvent.KEY_RELEASED, event -> isEnterHeld = false);
        addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    }

    private HBox header() {
        title.getStyleClass().add("form-title");
        close.setGraphic(new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll("flat", "button-icon");
        close.setAccessibleText(Texts.text("form.cancel"));
        close.setFocusTraversable(false);
        close.setOnAction(event -> cancel());
        back.setId("back");
        back.setGraphic(new FontIcon("mdi2a-arrow-left"));
        back.getStyleClass().addAll("flat", "button-icon");
        back.setTooltip(new Tooltip(Texts.text("form.presets.back")));
        back.setAccessibleText(Texts.text("form.presets.back"));
        show(back, false);
        HBox header = new HBox(back, title, spring(), close);
        header.getStyleClass().add("form-header");
        return header;
    }

    private VBox footer() {
        reason.setId("reason");
        reason.getStyleClass().add("form-reason");
        reason.setGraphic(new FontIcon("mdi2a-alert-circle-outline"));
        reason.setWrapText(true);
        reason.setMinHeight(USE_PREF_SIZE);
        reason.visibleProperty().bind(reason.textProperty().isNotEmpty());
        reason.managedProperty().bind(reason.visibleProperty());
        save.setId("save");
        save.getStyleClass().add("accent");
        save.setOnAction(event -> save());
        saveAndStart.setId("save-start");
        show(saveAndStart, false);
        cancel.setId("cancel");
        cancel.setOnAction(event -> cancel());
        remove.setId("remove");
        remove.getStyleClass().addAll("flat", "danger");
        remove.setOnAction(event -> remove());
        HBox buttons = new HBox(remove, spring(), cancel, saveAndStart, save);
        buttons.getStyleClass().add("form-buttons");
        VBox footer = new VBox(reason, buttons);
        footer.getStyleClass().add("form-footer");
        return footer;
    }

    private static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    public Node getContent() {
        return scroll.getContent();
    }

    public void setContent(Node node) {
        node.getStyleClass().add("form-fields");
        scroll.setContent(node);
    }

    /** Gives the frame the form it is about. */
    void open(SheetModel form, Dialogs door, Runnable afterwards) {
        viewModel = form;
        dialogs = door;
        onClose = afterwards;
        title.setText(form.title());
        setAccessibleText(form.title());
        StringBinding lock = form.lock().reason();
        reason.textProperty()
                .bind(Bindings.when(lock.isEmpty()).then(form.reasonProperty()).otherwise(lock));
        save.disableProperty().bind(reason.textProperty().isNotEmpty());
        saveAndStart.disableProperty().bind(save.disableProperty());
        remove.disableProperty().bind(lock.isNotEmpty());
        Optional<SheetModel.Removal> removal = form.removal();
        show(remove, removal.isPresent());
        remove.setText(removal.map(SheetModel.Removal::verb).orElse("") + "…");
    }

    /** Shows what proxies and services have in their fields; the first of them gets the cursor. */
    void showBasics(FormViewModel form, FormField name, FormField command, FormField cwd, FormField description) {
        name.bind(form.name());
        setFirst(name.getContent());
        ((CommandField) command.getContent()).open(command, form.command(), dialogs, form::folder);
        cwd.bind(form.cwd());
        description.bind(form.description());
    }

    private static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }

    /** Offers to start what is new, too; Ctrl+Enter does that. */
    public void offerStart(Runnable start) {
        show(saveAndStart, true);
        saveAndStart.setOnAction(event -> {
            if (save()) {
                start.run();
            }
        });
    }

    /** Begins with a page that comes before the fields, and can be gone back to. */
    void beginWith(PresetPage page) {
        firstPage = Optional.of(page);
        back.setOnAction(event -> {
            showFirstPage();
            focusFirst();
        });
        showFirstPage();
    }

    private void showFirstPage() {
        firstPage.ifPresent(this::setCenter);
        show(back, false);
        show(getBottom(), false);
    }

    /** Goes on from the first page to the fields. */
    void showFields() {
        setCenter(scroll);
        show(back, firstPage.isPresent());
        show(getBottom(), true);
        // The fields are in the window only from when the pane around them is laid out.
        applyCss();
        layout();
    }

    /** What gets the cursor. */
    void setFirst(Node node) {
        first = node;
    }

    /** Puts the cursor into the first field. */
    public void focusFirst() {
        if (getCenter() instanceof PresetPage page) {
            page.focusFirst();
            return;
        }
        first.requestFocus();
        if (first instanceof TextInputControl text) {
            text.selectAll();
        }
    }

    /** Whether the form is done with. */
    private boolean save() {
        boolean isDone = !viewModel.lock().isLocked() && viewModel.save();
        if (isDone) {
            onClose.run();
        }
        return isDone;
    }

    /** Closes the form, after asking where something was typed that would be lost. */
    public void cancel() {
        if (!viewModel.changed()
                || dialogs.ask(
                                Texts.text("form.discard.title"),
                                Texts.text("form.discard.text"),
                                List.of(Texts.text("form.discard"), Texts.text("form.discard.keep")),
                                0)
                        == 0) {
            onClose.run();
        }
    }

    private void remove() {
        SheetModel.Removal removal = viewModel.removal().orElseThrow();
        int answer = dialogs.ask(
                Texts.text("main.ask.title", removal.verb()),
                removal.consequence(),
                List.of(removal.verb(), Texts.text("form.remove.keep")),
                0);
        if (answer == 0) {
            removal.action().run();
            onClose.run();
        }
    }

    /** A key that is held comes again and again: what has chosen on the first page does not save what that has brought. */
    private void enter(KeyEvent event) {
        boolean isAgain = isEnterHeld;
        isEnterHeld = event.getCode() == KeyCode.ENTER;
        boolean ownMeaning = event.getTarget() instanceof ButtonBase
                || event.isShiftDown()
                || event.isAltDown()
                || getCenter() != scroll;
        if (event.getCode() == KeyCode.ENTER && !ownMeaning) {
            event.consume();
            if (isAgain) {
                return;
            }
            if (event.isShortcutDown() && saveAndStart.isVisible()) {
                saveAndStart.fire();
            } else {
                save();
            }
        }
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            cancel();
        }
    }
}
