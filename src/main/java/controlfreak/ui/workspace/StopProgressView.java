package controlfreak.ui.workspace;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.fx.Views;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/** A small window over the panel's while services are being stopped; goes by itself. FX thread only. */
public final class StopProgressView {
    private static final double WIDTH = 440;
    private static final Duration PATIENCE = Duration.millis(400);

    private final StopProgressViewModel model;
    private final Parent root;

    @FXML
    private Label title;

    @FXML
    private Label detail;

    @FXML
    private ProgressBar progress;

    @FXML
    private Button kill;

    public StopProgressView(StopProgressViewModel model) {
        this.model = model;
        root = Views.load(this);
    }

    /** Shows it over a window until all is stopped, without waiting for that; not at all if it takes but a moment. */
    public static void show(Window owner, StopProgressViewModel model) {
        Stage stage = new Stage();
        stage.initOwner(owner);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.setResizable(false);
        stage.setTitle(Texts.text("app.name"));
        stage.setOnCloseRequest(event -> event.consume());
        Scene scene = new Scene(new StopProgressView(model).root, WIDTH, -1);
        Theme.dress(scene);
        stage.setScene(scene);
        Timeline look = new Timeline(new KeyFrame(Duration.millis(100), event -> model.tick()));
        look.setCycleCount(Animation.INDEFINITE);
        Timeline appear = new Timeline(new KeyFrame(PATIENCE, event -> stage.show()));
        model.doneProperty().addListener((property, old, now) -> {
            appear.stop();
            look.stop();
            stage.close();
        });
        look.play();
        appear.play();
    }

    @FXML
    private void initialize() {
        title.textProperty().bind(model.titleProperty());
        detail.textProperty().bind(model.detailProperty());
        progress.progressProperty().bind(model.progressProperty());
        kill.disableProperty().bind(model.killedProperty());
    }

    @FXML
    private void kill() {
        model.killNow();
    }
}
