package controlfreak.ui.form.run;

import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.run.AskInput.Way;
import controlfreak.ui.fx.NameConverter;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.TypedComboBox;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The controls for a way to ask a process; those that the chosen way does not need are hidden. FX thread only. */
public final class AskFields extends VBox {
    public AskFields() {
        getStyleClass().add("form-fields");
    }

    /**
     * Shows the ways and their fields.
     *
     * @param prefix begins the ids of the controls, and is the part of the texts' keys that stands for the question
     * @param signals those that can be chosen
     */
    public void open(AskInput ask, List<Way> ways, List<Signal> signals, String prefix) {
        getChildren()
                .add(field(
                        prefix + "-way",
                        "form.ask.question." + prefix,
                        ways,
                        way -> Texts.text(way == Way.NONE ? "form.ask.none." + prefix : "form.ask.way." + way),
                        ask.wayProperty()));
        FormField signal =
                field(prefix + "-signal", "form.ask.signal", signals, choice -> "SIG" + choice, ask.signalProperty());
        List<Optional<Reach>> reaches = Stream.concat(
                        Stream.of(Optional.<Reach>empty()),
                        Stream.of(Reach.values()).map(Optional::of))
                .toList();
        FormField reach = field(
                prefix + "-reach",
                "form.ask.reach",
                reaches,
                choice -> Texts.text("form.ask.reach." + choice.map(Reach::word).orElse("usual")),
                ask.reachProperty());
        HBox pair = new HBox(signal, reach);
        pair.getStyleClass().add("form-pair");
        pair.getChildren().forEach(node -> HBox.setHgrow(node, Priority.ALWAYS));
        show(pair, ask, Way.SIGNAL);
        TextField command = new TextField();
        command.setId(prefix + "-command");
        command.getStyleClass().add("code");
        FormField field = new FormField();
        field.setContent(command);
        field.setText(Texts.text("form.ask.command"));
        field.setHint(Texts.text("form.ask.command.hint"));
        field.bind(ask.command());
        show(field, ask, Way.COMMAND);
    }

    private static <T> FormField field(
            String id, String text, List<T> choices, Function<T, String> name, ObjectProperty<T> chosen) {
        TypedComboBox<T> box = new TypedComboBox<>();
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        NameConverter.offer(box, choices, name);
        box.valueProperty().bindBidirectional(chosen);
        FormField field = new FormField();
        field.setContent(box);
        field.setText(Texts.text(text));
        return field;
    }

    private void show(Node node, AskInput ask, Way needed) {
        node.visibleProperty().bind(ask.wayProperty().isEqualTo(needed));
        node.managedProperty().bind(node.visibleProperty());
        getChildren().add(node);
    }
}
