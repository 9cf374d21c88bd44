package controlfreak.ui.form.run;

import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.form.run.CheckInput.Way;
import controlfreak.ui.fx.NameConverter;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.TypedComboBox;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The controls for a way to tell how a service is; those that the chosen way does not need are hidden. FX thread only. */
public final class CheckFields extends VBox {
    private CheckInput input;
    private String prefix = "";

    public CheckFields() {
        getStyleClass().add("form-fields");
    }

    /**
     * Shows the ways and the fields that all of them have in common.
     *
     * @param prefix begins the ids of the controls, and is the part of the texts' keys that stands for the question
     */
    public void open(CheckInput check, List<Way> ways, String prefix) {
        input = check;
        this.prefix = prefix;
        TypedComboBox<Way> way = new TypedComboBox<>();
        way.setId(prefix + "-way");
        way.setMaxWidth(Double.MAX_VALUE);
        NameConverter.offer(
                way,
                ways,
                choice -> Texts.text(
                        choice == Way.NONE ? "form.check.none." + prefix : "form.check.way." + choice.name()));
        way.valueProperty().bindBidirectional(check.wayProperty());
        FormField question = new FormField();
        question.setContent(way);
        question.setText(Texts.text("form.check.question." + prefix));
        getChildren().add(question);
        HBox place = pair(field("port", check.port()), field("host", check.host()));
        add(place, Way.PORT::equals);
        FormField command = field("command", check.command().text());
        command.getContent().getStyleClass().add("code");
        add(command, Way.COMMAND::equals);
    }

    /** Adds the fields of time, after those of what is checked. */
    public void addTimes() {
        add(pair(field("period", input.period()), field("timeout", input.timeout())), Way::isProbe);
    }

    /** Adds one more field, for some ways. */
    public FormField add(String name, TextInput text, Predicate<Way> needed) {
        FormField field = field(name, text);
        add(field, needed);
        return field;
    }

    private void add(Node node, Predicate<Way> needed) {
        Runnable show = () -> {
            node.setVisible(needed.test(input.wayProperty().get()));
            node.setManaged(node.isVisible());
        };
        input.wayProperty().addListener(changed -> show.run());
        show.run();
        getChildren().add(node);
    }

    private FormField field(String name, TextInput text) {
        TextField control = new TextField();
        control.setId(prefix + "-" + name);
        FormField field = new FormField();
        field.setContent(control);
        field.setText(Texts.text("form.check." + name));
        field.bind(text);
        return field;
    }

    private static HBox pair(FormField left, FormField right) {
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox pair = new HBox(left, right);
        pair.getStyleClass().add("form-pair");
        return pair;
    }
}
