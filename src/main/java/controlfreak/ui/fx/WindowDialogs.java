package controlfreak.ui.fx;

import atlantafx.base.theme.Styles;
import controlfreak.guard.VisibleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Dialogs in windows of their own, over the panel's. FX thread only. */
public final class WindowDialogs implements Dialogs {
    private static final String EXTENSION = ".cfk";
    private static final double WIDTH = 440;
    private static final double AROUND_BUTTONS = 60;
    private static final double BETWEEN_BUTTONS = 10;

    private final Supplier<Window> owner;
    private final FileChoices files;

    /**
     * @param owner the window that dialogs stand over
     */
    public WindowDialogs(Supplier<Window> owner, FileChoices files) {
        this.owner = owner;
        this.files = files;
    }

    @Override
    public int ask(String title, String text, List<String> choices, int... losing) {
        int safe = choices.size() - 1;
        List<ButtonType> buttons = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            buttons.add(new ButtonType(choices.get(i), i == safe ? ButtonData.CANCEL_CLOSE : ButtonData.OTHER));
        }
        Alert alert = alert(AlertType.CONFIRMATION, title, text, buttons);
        Set<Integer> lossy = IntStream.of(losing).boxed().collect(Collectors.toSet());
        int first = IntStream.range(0, safe)
                .filter(choice -> !lossy.contains(choice))
                .findFirst()
                .orElse(safe);
        for (int i = 0; i < choices.size(); i++) {
            Button button = (Button) alert.getDialogPane().lookupButton(buttons.get(i));
            button.setDefaultButton(i == first);
            if (lossy.contains(i)) {
                button.getStyleClass().add(Styles.DANGER);
            }
        }
        fitButtons(alert);
        return alert.showAndWait().map(buttons::indexOf).orElse(safe);
    }

    @Override
    public void error(String title, String text) {
        ButtonType close = new ButtonType(Texts.text("dialog.close"), ButtonData.CANCEL_CLOSE);
        Alert alert = alert(AlertType.ERROR, title, text, List.of(close));
        ((Button) alert.getDialogPane().lookupButton(close)).setDefaultButton(true);
        fitButtons(alert);
        alert.showAndWait();
    }

    private Alert alert(AlertType type, String title, String text, List<ButtonType> buttons) {
        Alert alert = new Alert(type, VisibleText.lines(text), buttons.toArray(ButtonType[]::new));
        alert.initOwner(owner.get());
        alert.setTitle(Texts.text("app.name"));
        alert.setHeaderText(VisibleText.lines(title));
        alert.setGraphic(type == AlertType.ERROR ? icon() : null);
        DialogPane pane = alert.getDialogPane();
        pane.setMinHeight(Region.USE_PREF_SIZE);
        Theme.dress(pane.getScene());
        return alert;
    }

    /** Gives its buttons the widths that their texts take; the default one, which is to have the focus, must be known. */
    private static void fitButtons(Alert alert) {
        DialogPane pane = alert.getDialogPane();
        // The bar of buttons gives them widths of its own as it gets its looks, in which alone their texts can be
        // measured.
        pane.applyCss();
        double taken = AROUND_BUTTONS;
        for (ButtonType button : alert.getButtonTypes()) {
            Button control = (Button) pane.lookupButton(button);
            control.setMinWidth(Region.USE_PREF_SIZE);
            ButtonBar.setButtonUniformSize(control, false);
            taken += Math.ceil(control.prefWidth(-1)) + BETWEEN_BUTTONS;
        }
        pane.setPrefWidth(Math.max(WIDTH, taken));
    }

    private static FontIcon icon() {
        FontIcon icon = new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE);
        icon.getStyleClass().add("dialog-error-icon");
        return icon;
    }

    @Override
    public Optional<Path> chooseWorkspaceToOpen(Optional<Path> folder) {
        FileChooser chooser = chooser(Texts.text("dialog.open.title"), folder);
        chooser.getExtensionFilters().addAll(workspaces(), all());
        return files.toOpen(chooser, owner.get());
    }

    @Override
    public Optional<Path> chooseWorkspaceToSave(Optional<Path> folder, String suggestedName) {
        FileChooser chooser = chooser(Texts.text("dialog.save.title"), folder);
        chooser.getExtensionFilters().add(workspaces());
        chooser.setInitialFileName(suggestedName);
        return files.toSave(chooser, owner.get()).map(WindowDialogs::withExtension);
    }

    @Override
    public Optional<Path> chooseFile(String title, Optional<Path> folder) {
        return files.toOpen(chooser(title, folder), owner.get());
    }

    /** Asks where to save something that is no workspace. */
    public Optional<Path> chooseFileToSave(String title, Optional<Path> folder, String suggestedName) {
        FileChooser chooser = chooser(title, folder);
        chooser.setInitialFileName(suggestedName);
        return files.toSave(chooser, owner.get());
    }

    private static FileChooser chooser(String title, Optional<Path> folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        // A folder that is gone makes the chooser fail.
        folder.filter(Files::isDirectory).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private static ExtensionFilter workspaces() {
        return new ExtensionFilter(Texts.text("dialog.files.workspaces"), "*" + EXTENSION);
    }

    private static ExtensionFilter all() {
        return new ExtensionFilter(Texts.text("dialog.files.all"), "*.*");
    }

    /** Not every system's chooser adds the ending by itself. */
    static Path withExtension(Path path) {
        String name = path.getFileName().toString();
        return name.indexOf('.') > 0 ? path : path.resolveSibling(name + EXTENSION);
    }
}
