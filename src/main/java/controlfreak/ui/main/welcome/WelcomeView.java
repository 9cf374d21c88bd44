package controlfreak.ui.main.welcome;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Views;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.nio.file.Path;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
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
    private VBox recentBox;

    @FXML
    private VBox recent;

    public WelcomeView(WorkspaceCommands commands) {
        this.commands = commands;
        root = Views.load(this);
        commands.recent().addListener((Observable observable) -> list());
        list();
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

    private Hyperlink link(Path file) {
        Hyperlink link = new Hyperlink(file.toString(), Icons.of(MaterialDesignF.FILE_OUTLINE));
        link.setMnemonicParsing(false);
        link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        link.setTooltip(new Tooltip(file.toString()));
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
