package controlfreak.ui.environment.transfer;

import controlfreak.ui.fx.Texts;
import controlfreak.workspace.dotenv.Dialect;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A button for each dialect of {@code .env} files, and the rules of the chosen one in a sentence. FX thread only. */
final class DialectChoice {
    private DialectChoice() {}

    /**
     * @param buttons is given the buttons
     * @param rules is given the sentence
     */
    static void show(HBox buttons, Label rules, ObjectProperty<Dialect> chosen) {
        ToggleGroup group = new ToggleGroup();
        for (Dialect dialect : Dialect.values()) {
            ToggleButton button = new ToggleButton(Texts.text("env.dialect." + dialect));
            button.setId("dialect-" + dialect);
            button.setToggleGroup(group);
            button.setSelected(dialect == chosen.get());
            button.setOnAction(event -> {
                button.setSelected(true);
                chosen.set(dialect);
            });
            buttons.getChildren().add(button);
        }
        say(rules, chosen.get());
        chosen.addListener((property, before, now) -> say(rules, now));
    }

    private static void say(Label rules, Dialect chosen) {
        rules.setText(chosen == null ? Texts.text("env.dialect.ask") : Texts.text("env.dialect." + chosen + ".rules"));
    }
}
