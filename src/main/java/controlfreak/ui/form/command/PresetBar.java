package controlfreak.ui.form.command;

import controlfreak.ui.fx.Texts;
import controlfreak.workspace.preset.Preset;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line below a command that proposes what fits its program. FX thread only. */
public final class PresetBar extends HBox {
    private final FontIcon icon = new FontIcon();
    private final Label text = new Label();
    private final Button accept = new Button(Texts.text("form.preset.accept"));

    public PresetBar() {
        getStyleClass().add("preset-bar");
        setId("preset");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        accept.setId("preset-accept");
        accept.getStyleClass().add("small");
        accept.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(icon, text, accept);
        show(Optional.empty(), Optional.empty());
    }

    public void open(PresetInput input) {
        input.proposalProperty().addListener((observable, old, proposal) -> show(proposal, input.leaving()));
        accept.setOnAction(event -> {
            Optional<Preset> accepted = input.proposalProperty().get();
            input.accept();
            accepted.filter(preset -> input.proposalProperty().get().isEmpty()).ifPresent(this::showDone);
        });
    }

    private void show(Optional<Preset> proposal, Optional<String> leaving) {
        setVisible(proposal.isPresent());
        setManaged(proposal.isPresent());
        accept.setVisible(true);
        proposal.ifPresent(preset -> {
            icon.setIconLiteral(preset.icon());
            String known = Texts.text("form.preset.known", preset.name());
            text.setText(leaving.map(words -> known + " " + Texts.text("form.preset.leaves", words))
                    .orElse(known));
            accept.setAccessibleHelp(text.getText());
        });
    }

    private void showDone(Preset preset) {
        setVisible(true);
        setManaged(true);
        accept.setVisible(false);
        text.setText(Texts.text("form.preset.done", preset.name()));
    }
}
