package controlfreak.ui.form.given;

import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.NameConverter;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.TypedComboBox;
import controlfreak.ui.fx.Views;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.TitledPane;

/** The part of a service's form that says which listening sockets it is given. FX thread only. */
public final class SocketsSection {
    private final TitledPane root;

    @FXML
    private FormField socketsField;

    @FXML
    private TypedComboBox<Optional<String>> stdinSocket;

    public SocketsSection(SocketsInput input, StreamsInput streams) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        socketsField.bind(input.text());
        offer(input);
        stdinSocket.setOnShowing(event -> offer(input));
        stdinSocket.valueProperty().bindBidirectional(streams.stdinSocketProperty());
        Folding.unfoldOnProblem(root, input.inputs());
    }

    private void offer(SocketsInput input) {
        Optional<String> chosen = stdinSocket.getValue();
        NameConverter.offer(
                stdinSocket, input.choices(), choice -> choice.orElseGet(() -> Texts.text("form.sockets.stdin.none")));
        if (chosen != null) {
            stdinSocket.setValue(chosen);
        }
    }

    public TitledPane root() {
        return root;
    }
}
