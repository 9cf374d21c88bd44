package controlfreak.ui.environment;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.FileVariables;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.fx.Picture;
import controlfreak.ui.fx.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Shows the environment pane by hand: arguments are a theme, a scene to play and a file for a picture of it. */
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
        model.edits().set("CERT", "-----BEGIN\n" + "x".repeat(100_000) + "\n-----END");
        model.edits().takeAway(List.of("TZ"));
        EnvironmentView view = fixture.view(model, restart -> {});
        Scene scene = new Scene((javafx.scene.Parent) view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(1200);
        stage.setHeight(380);
        stage.setX(0);
        stage.setY(0);
        play(args[1], model, view.root(), fixture);
        if (args.length > 2) {
            PauseTransition pause = new PauseTransition(Duration.seconds(1));
            pause.setOnFinished(event -> {
                write(Path.of(args[2]), Picture.of(scene));
                Platform.exit();
            });
            pause.play();
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void files(EnvironmentViewModel model, EnvironmentFixture fixture) {
        fixture.files.put(
                ".env",
                new FileVariables(
                        Path.of("/srv/shop/.env"),
                        Environment.EMPTY
                                .with("DB_PASSWORD", "x")
                                .with("SHOP_NAME", "The shop")
                                .with("PORT", "80"),
                        Map.of("DB_PASSWORD", 3, "SHOP_NAME", 1, "PORT", 4),
                        Optional.empty(),
                        false));
        fixture.edit(
                "files",
                workspace -> workspace.withServiceReplaced(
                        "web", workspace.service("web").orElseThrow().with(web -> {
                            web.env = web.env.without("CERT").with("PORT", "${9100+instance}");
                            web.envFiles = List.of(new EnvironmentFile(".env", EnvironmentFile.Dialect.COMPOSE));
                        })));
        model.show(new EnvironmentTarget.Service("web", 3));
    }

    private static void importing(EnvironmentFixture fixture, Node root) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "shop.env");
        write(
                file,
                ("# The shop's own variables\nPORT=90\nLANG=de_DE.UTF-8\nAPI_TOKEN=abc\nHINT=see #4711 for more\n"
                                + "COLOR=#ff0000\nURL=${HOME}/shop\nBACK=${NOWHERE}/x\nREV=$(git rev-parse HEAD)\n"
                                + "not a variable\nCERT=\"-----BEGIN\nMIIB\n-----END\"\nOPEN=\"never closed\nPORT=91\n")
                        .getBytes(StandardCharsets.UTF_8));
        fixture.chosen = Optional.of(file);
        ((MenuButton) root.lookup("#more"))
                .getItems().stream()
                        .filter(item -> "more-import".equals(item.getId()))
                        .forEach(MenuItem::fire);
        Platform.runLater(() -> ((ButtonBase) root.lookup("#dialect-COMPOSE")).fire());
    }

    private static void exporting(EnvironmentViewModel model, Node root) {
        model.edits().set("WITH.DOT", "1");
        ((MenuButton) root.lookup("#more"))
                .getItems().stream()
                        .filter(item -> "more-export".equals(item.getId()))
                        .forEach(MenuItem::fire);
        ((ButtonBase) root.lookup("#dialect-SYSTEMD")).fire();
    }

    private static void play(String what, EnvironmentViewModel model, Node root, EnvironmentFixture fixture) {
        switch (what) {
            case "import" -> importing(fixture, root);
            case "export" -> exporting(model, root);
            case "text" -> {
                ((ToggleButton) root.lookup("#as-text")).fire();
                Platform.runLater(() -> ((TextArea) root.lookup("#text-area"))
                        .appendText("WORKERS=4\nnonsense\n# note\nTOKEN=" + Secrets.MASK + "\n"));
            }
            case "files" -> files(model, fixture);
            case "edit-files" -> {
                files(model, fixture);
                ((MenuButton) root.lookup("#more"))
                        .getItems().stream()
                                .filter(item -> "more-files".equals(item.getId()))
                                .forEach(MenuItem::fire);
            }
            case "differs" -> {
                model.edits().set("SHOP_DB", "postgres://mine");
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
