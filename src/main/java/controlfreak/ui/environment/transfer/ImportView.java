package controlfreak.ui.environment.transfer;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Lists what a {@code .env} file holds, for an operator to choose from. FX thread only. */
final class ImportView {
    private final ImportViewModel viewModel;
    private final Runnable onClose;
    private final Parent root;

    @FXML
    private Label title;

    @FXML
    private HBox dialects;

    @FXML
    private Label rules;

    @FXML
    private ListView<ImportLine> list;

    @FXML
    private Label empty;

    @FXML
    private Label problems;

    @FXML
    private Button apply;

    @FXML
    private Button read;

    @FXML
    private Button cancel;

    /**
     * @param file what is imported
     * @param into what it is imported into
     */
    ImportView(Path file, String into, ImportViewModel viewModel, Runnable onClose) {
        this.viewModel = viewModel;
        this.onClose = onClose;
        root = Views.load(this);
        title.setText(Texts.text("env.import.title", file.getFileName().toString(), into));
        DialectChoice.show(dialects, rules, viewModel.dialectProperty());
        list.setItems(viewModel.lines());
        list.setAccessibleText(title.getText());
        list.setCellFactory(view -> new ImportCell());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        apply.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.text(
                                "env.import.apply", viewModel.takenProperty().get()),
                        viewModel.takenProperty()));
        apply.disableProperty().bind(viewModel.takenProperty().isEqualTo(0));
        apply.setOnAction(event -> apply());
        read.disableProperty().bind(viewModel.dialectProperty().isNull());
        read.setOnAction(event -> {
            onClose.run();
            viewModel.readAtEachStart(file);
        });
        cancel.setOnAction(event -> onClose.run());
        viewModel.lines().addListener((ListChangeListener<ImportLine>) change -> showLines());
        showLines();
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Platform.runLater(() -> (viewModel.lines().isEmpty() ? firstDialect() : list).requestFocus());
    }

    private javafx.scene.Node firstDialect() {
        return dialects.getChildren().get(0);
    }

    private void showLines() {
        problems.setText(viewModel.problems());
        empty.setText(viewModel.dialectProperty().get() == null ? "" : Texts.text("env.import.empty"));
        if (!viewModel.lines().isEmpty()) {
            list.getSelectionModel().clearAndSelect(0);
        }
    }

    private void key(KeyEvent event) {
        boolean inList = event.getTarget() == list;
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            onClose.run();
        } else if (event.getCode() == KeyCode.SPACE && inList) {
            event.consume();
            viewModel.toggle(list.getSelectionModel().getSelectedItems());
        } else if (event.getCode() == KeyCode.ENTER && inList && !apply.isDisabled()) {
            event.consume();
            apply();
        }
    }

    private void apply() {
        onClose.run();
        viewModel.apply();
    }

    Parent root() {
        return root;
    }
}
