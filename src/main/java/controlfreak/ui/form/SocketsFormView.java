package controlfreak.ui.form;

import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The side sheet for all sockets of the workspace. FX thread only. */
public final class SocketsFormView {
    private final FormSheet root;
    private final SocketsFormViewModel viewModel;
    private final Dialogs dialogs;

    @FXML
    private VBox list;

    @FXML
    private Label none;

    @FXML
    private Button add;

    public SocketsFormView(SocketsFormViewModel viewModel, Dialogs dialogs, Runnable onClose) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        root = Views.load(this);
        root.open(viewModel, dialogs, onClose);
        none.visibleProperty().bind(Bindings.isEmpty(viewModel.sockets()));
        none.managedProperty().bind(none.visibleProperty());
        viewModel.sockets().forEach(this::show);
        root.setFirst(add);
    }

    private SocketFields show(SocketInput socket) {
        SocketFields fields = new SocketFields(socket, viewModel.users(socket), () -> remove(socket));
        fields.root().setUserData(socket);
        list.getChildren().add(fields.root());
        return fields;
    }

    @FXML
    private void add() {
        show(viewModel.add()).focusName();
    }

    private void remove(SocketInput socket) {
        String users = viewModel.users(socket);
        String verb = Texts.text("form.remove", socket.title());
        if (users.isEmpty()
                || dialogs.ask(
                                Texts.text("main.ask.title", verb),
                                Texts.text("form.socket.remove.users", users),
                                List.of(verb, Texts.text("form.remove.keep")),
                                0)
                        == 0) {
            viewModel.remove(socket);
            list.getChildren().removeIf(card -> card.getUserData() == socket);
            add.requestFocus();
        }
    }

    public FormSheet root() {
        return root;
    }
}
