package controlfreak.ui.main.welcome;

import atlantafx.base.theme.Styles;
import controlfreak.guard.VisibleText;
import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import controlfreak.ui.workspace.Drafts;
import controlfreak.ui.workspace.WorkspaceCommands;
import controlfreak.workspace.Draft;
import java.nio.file.Path;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** What is seen where no workspace is open: three ways to get one, and those that were open. FX thread only. */
public final class WelcomeView {
    private static final int SHOWN = 6;

    private final WorkspaceCommands commands;
    private final Parent root;

    @FXML
    private Button sample;

    @FXML
    private VBox draftsBox;

    @FXML
    private VBox drafts;

    @FXML
    private VBox recentBox;

    @FXML
    private VBox recent;

    public WelcomeView(WorkspaceCommands commands) {
        this.commands = commands;
        root = Views.load(this);
        commands.recent().addListener((Observable observable) -> list());
        commands.drafts().addListener((Observable observable) -> listDrafts());
        draftsBox.managedProperty().bind(draftsBox.visibleProperty());
        list();
        listDrafts();
    }

    public Parent root() {
        return root;
    }

    /** Takes the focus to the first choice. */
    void focus() {
        sample.requestFocus();
    }

    private void list() {
        recent.getChildren()
                .setAll(commands.recent().stream().limit(SHOWN).map(this::link).toList());
        recentBox.setVisible(!commands.recent().isEmpty());
    }

    private void listDrafts() {
        drafts.getChildren()
                .setAll(commands.drafts().stream().limit(SHOWN).map(this::line).toList());
        draftsBox.setVisible(!commands.drafts().isEmpty());
    }

    private HBox line(Draft draft) {
        int services = draft.workspace().allServices().size();
        Hyperlink link = new Hyperlink(
                Texts.text("workspace.draft.open", Drafts.time(draft), services),
                Icons.of(MaterialDesignF.FILE_EDIT_OUTLINE));
        link.setMnemonicParsing(false);
        link.setOnAction(event -> commands.restore(draft));
        Button discard = new Button(Texts.text("welcome.drafts.discard"));
        discard.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        discard.setOnAction(event -> commands.discard(draft));
        HBox line = new HBox(link, discard);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Hyperlink link(Path file) {
        String name = VisibleText.of(file.toString());
        Hyperlink link = new Hyperlink(name, Icons.of(MaterialDesignF.FILE_OUTLINE));
        link.setMnemonicParsing(false);
        link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        link.setTooltip(new Tooltip(name));
        link.setOnAction(event -> commands.open(file));
        return link;
    }

    @FXML
    private void openSample() {
        commands.openSample();
    }

    @FXML
    private void create() {
        commands.create();
    }

    @FXML
    private void open() {
        commands.open();
    }
}
