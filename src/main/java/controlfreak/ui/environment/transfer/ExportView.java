package controlfreak.ui.environment.transfer;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Shows what a {@code .env} file will hold before it is written. FX thread only. */
final class ExportView {
    private final ExportViewModel viewModel;
    private final Runnable onWrite;
    private final Runnable onClose;
    private final Parent root;

    @FXML
    private Label title;

    @FXML
    private HBox dialects;

    @FXML
    private Label rules;

    @FXML
    private ListView<String> list;

    @FXML
    private Label empty;

    @FXML
    private CheckBox inherited;

    @FXML
    private CheckBox consent;

    @FXML
    private Label warning;

    @FXML
    private Button write;

    @FXML
    private Button cancel;

    /**
     * @param of whose environment it is
     * @param onWrite asks for a file and writes it
     */
    ExportView(String of, ExportViewModel viewModel, Runnable onWrite, Runnable onClose) {
        this.viewModel = viewModel;
        this.onWrite = onWrite;
        this.onClose = onClose;
        root = Views.load(this);
        title.setText(Texts.text("env.export.title", of));
        DialectChoice.show(dialects, rules, viewModel.dialectProperty());
        list.setItems(viewModel.lines());
        list.setAccessibleText(title.getText());
        inherited.selectedProperty().bindBidirectional(viewModel.inheritedProperty());
        consent.selectedProperty().bindBidirectional(viewModel.consentProperty());
        write.disableProperty().bind(viewModel.writableProperty().not());
        write.setOnAction(event -> write());
        cancel.setOnAction(event -> onClose.run());
        viewModel.lines().addListener((ListChangeListener<String>) change -> show());
        viewModel.dialectProperty().addListener(changed -> show());
        show();
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Platform.runLater(() -> dialects.getChildren().get(0).requestFocus());
    }

    private void show() {
        warning.setText(viewModel.warning());
        consent.setText(viewModel.leftOut());
        consent.setVisible(!viewModel.leftOut().isEmpty());
        consent.setManaged(consent.isVisible());
        write.setText(Texts.text("env.export.write", viewModel.count()));
        empty.setText(viewModel.dialectProperty().get() == null ? "" : Texts.text("env.export.empty"));
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            onClose.run();
        } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown() && !write.isDisabled()) {
            event.consume();
            write();
        }
    }

    private void write() {
        onWrite.run();
    }

    Parent root() {
        return root;
    }
}
