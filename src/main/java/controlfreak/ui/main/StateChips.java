package controlfreak.ui.main;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.StateCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/** Counts of the states that are filters too: one of them is chosen at any time. FX thread only. */
final class StateChips {
    private final MainViewModel model;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Optional<RowState>, ToggleButton> chips = new LinkedHashMap<>();

    StateChips(Pane parent, MainViewModel model) {
        this.model = model;
        parent.setAccessibleText(Texts.text("main.chips"));
        add(parent, Optional.empty());
        for (RowState state :
                new RowState[] {RowState.RUNNING, RowState.MOVING, RowState.RETRYING, RowState.TROUBLE, RowState.OFF}) {
            add(parent, Optional.of(state));
        }
        model.countsProperty().addListener((property, before, after) -> count(after));
        model.filterProperty().addListener((property, before, after) -> choose(after.state()));
        count(model.countsProperty().get());
        choose(model.filterProperty().get().state());
    }

    private void add(Pane parent, Optional<RowState> state) {
        String key = state.map(RowState::key).orElse("all");
        ToggleButton chip = new ToggleButton();
        chip.setId("chip-" + key);
        chip.setMnemonicParsing(false);
        chip.getStyleClass().addAll("chip", key);
        chip.setToggleGroup(group);
        Label name = new Label(Texts.text("main.chip." + key));
        Label number = new Label();
        number.getStyleClass().add("count");
        HBox content = new HBox(name, number);
        state.ifPresent(known -> content.getChildren().add(0, Icons.of(StateIcon.of(known), "state-icon")));
        content.getStyleClass().add("chip-content");
        chip.setGraphic(content);
        chip.setUserData(number);
        // A second press must not leave the group with nothing chosen: it goes back to all.
        chip.setOnAction(event -> filter(chip.isSelected() ? state : Optional.empty()));
        chips.put(state, chip);
        parent.getChildren().add(chip);
    }

    private void filter(Optional<RowState> state) {
        model.filterProperty().set(new RowFilter(model.filterProperty().get().text(), state));
        choose(state);
    }

    private void choose(Optional<RowState> state) {
        group.selectToggle(chips.get(state));
    }

    private void count(StateCounts counts) {
        chips.forEach((state, chip) -> {
            String number = Integer.toString(state.map(counts::of).orElseGet(counts::all));
            ((Label) chip.getUserData()).setText(number);
            String name = Texts.text("main.chip." + state.map(RowState::key).orElse("all"));
            chip.setAccessibleText(Texts.text("main.chip.spoken", name, number));
            chip.pseudoClassStateChanged(EMPTY, number.equals("0"));
        });
    }

    private static final javafx.css.PseudoClass EMPTY = javafx.css.PseudoClass.getPseudoClass("none");
}
