package controlfreak.ui.environment;

import controlfreak.ui.fx.Theme;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;

/** Shows the environment pane by hand: arguments are a theme and a scene to play. */
public final class EnvironmentPreview extends Application {
    public static void main(String[] args) {
        launch(args);
    }

    @Override
    public void start(Stage stage) {
        String[] args = getParameters().getRaw().toArray(String[]::new);
        Theme.valueOf(args[0]).apply();
        EnvironmentFixture fixture = new EnvironmentFixture().started();
        EnvironmentViewModel model = fixture.viewModel();
        model.show(new EnvironmentTarget.Service("web"));
        model.edits().set("PORT", "81");
        model.edits().set("CERT", "-----BEGIN\n" + "x".repeat(1_000_000) + "\n-----END");
        model.edits().takeAway(java.util.List.of("TZ"));
        EnvironmentView view = new EnvironmentView(model, fixture.dialogs(), restart -> {});
        Scene scene = new Scene((javafx.scene.Parent) view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(1200);
        stage.setHeight(380);
        stage.setX(0);
        stage.setY(0);
        play(args[1], model, view.root(), fixture);
    }

    private static void play(String what, EnvironmentViewModel model, Node root, EnvironmentFixture fixture) {
        switch (what) {
            case "differs" -> {
                model.showInheritedProperty().set(true);
                ((Hyperlink) root.lookup("#differs")).fire();
            }
            case "paste" -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(
                        "# shop\nexport PORT=90\nTOKEN=abc\nbroken line\nLANG=de_DE.UTF-8\n=x\n" + "A=\"1\\n2\"\n");
                Clipboard.getSystemClipboard().setContent(content);
                ((ButtonBase) root.lookup("#paste")).fire();
            }
            case "add" -> {
                ((ButtonBase) root.lookup("#add")).fire();
                javafx.application.Platform.runLater(() -> javafx.application.Platform.runLater(
                        () -> ((javafx.scene.control.TextField) root.lookup("#edit-name")).setText("A=B")));
            }
            case "large" ->
                javafx.application.Platform.runLater(() -> {
                    TableView<?> table = (TableView<?>) root.lookup("#environment-table");
                    table.getSelectionModel().select(3);
                    root.lookupAll(".environment-line .button").stream()
                            .filter(Node::isVisible)
                            .filter(node -> !node.getStyleClass().contains("environment-eye"))
                            .findFirst()
                            .ifPresent(button -> ((ButtonBase) button).fire());
                });
            default -> model.show(new EnvironmentTarget.Proxy("shop"));
        }
    }
}
