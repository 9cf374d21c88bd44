package controlfreak.ui.form;

import controlfreak.model.InstanceTemplate;
import controlfreak.model.SocketSpec;
import controlfreak.ui.form.field.CountSpinner;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The fields of one socket of the workspace. FX thread only. */
final class SocketFields {
    private final VBox root;
    private final Runnable onRemove;

    @FXML
    private FormField nameField;

    @FXML
    private FormField placeField;

    @FXML
    private FormField backlogField;

    @FXML
    private CountSpinner backlog;

    @FXML
    private Node file;

    @FXML
    private FormField modeField;

    @FXML
    private FormField ownerField;

    @FXML
    private Label users;

    @FXML
    private Button remove;

    /** @param given the services that are given it, in words; empty where there are none */
    SocketFields(SocketInput input, String given, Runnable onRemove) {
        this.onRemove = onRemove;
        root = Views.load(this);
        nameField.bind(input.name());
        placeField.bind(input.place());
        placeField
                .hintProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.text(hint(input), "web_${instance}", InstanceTemplate.sum(9100)),
                        input.place().valueProperty()));
        backlog.open(backlogField, input.backlog(), 1, SocketSpec.MAX_BACKLOG);
        modeField.bind(input.mode());
        ownerField.bind(input.owner());
        file.visibleProperty().bind(input.isFile());
        file.managedProperty().bind(input.isFile());
        users.setText(given.isEmpty() ? Texts.text("form.socket.unused") : Texts.text("form.socket.users", given));
        remove.accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.text("form.remove", input.title()),
                        input.name().valueProperty()));
    }

    private static String hint(SocketInput input) {
        if (input.place().value().isBlank()) {
            return "form.socket.place.hint";
        }
        return input.isFile().get() ? "form.socket.place.file" : "form.socket.place.port";
    }

    @FXML
    private void remove() {
        onRemove.run();
    }

    VBox root() {
        return root;
    }

    void focusName() {
        nameField.getContent().requestFocus();
    }
}
