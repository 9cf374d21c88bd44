package controlfreak.ui.main.table;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.StateCounts;
import controlfreak.ui.main.state.MainViewModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/** Counts of the states that are filters too: one of them is chosen at any time. FX thread only. */
public final class StateChips {
    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private final MainViewModel model;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Optional<RowState>, ToggleButton> chips = new LinkedHashMap<>();

    public StateChips(Pane parent, MainViewModel model) {
        this.model = model;
        parent.setAccessibleText(Texts.text("main.chips"));
        add(parent, Optional.empty());
        RowState.COUNTED.forEach(state -> add(parent, Optional.of(state)));
        model.countsProperty().addListener((property, before, after) -> count(after));
        model.filterProperty().addListener((property, before, after) -> choose(after.state()));
        count(model.countsProperty().get());
        choose(model.filterProperty().get().state());
        group.selectedToggleProperty().addListener((property, before, after) -> filter(after));
    }

    private void add(Pane parent, Optional<RowState> state) {
        String key = state.map(RowState::key).orElse("all");
        ToggleButton chip = new ToggleButton();
        chip.setId("chip-" + key);
        chip.setMnemonicParsing(false);
        chip.getStyleClass().addAll("chip", key);
        chip.setToggleGroup(group);
        Label name = new Label(name(state));
        Tooltip tooltip = new Tooltip();
        chip.setTooltip(tooltip);
        chip.accessibleHelpProperty().bind(tooltip.textProperty());
        Label number = new Label();
        number.getStyleClass().add("count");
        HBox content = new HBox(name, number);
        state.ifPresent(known -> content.getChildren().add(0, Icons.of(StateIcon.of(known), "state-icon")));
        content.getStyleClass().add("chip-content");
        chip.setGraphic(content);
        chip.setUserData(number);
        chips.put(state, chip);
        parent.getChildren().add(chip);
    }

    private static String name(Optional<RowState> state) {
        return state.map(RowState::title).orElseGet(() -> Texts.text("main.chip.all"));
    }

    /** Whatever chooses a chip, mouse or arrow keys. A second press, which chooses none, goes back to all. */
    private void filter(Toggle chosen) {
        Optional<RowState> state = chips.entrySet().stream()
                .filter(entry -> entry.getValue() == chosen)
                .findFirst()
                .flatMap(Map.Entry::getKey);
        RowFilter now = model.filterProperty().get();
        if (!now.state().equals(state)) {
            model.filterProperty().set(new RowFilter(now.text(), state));
        }
        choose(state);
    }

    private void choose(Optional<RowState> state) {
        group.selectToggle(chips.get(state));
    }

    private void count(StateCounts counts) {
        chips.forEach((state, chip) -> {
            String number = Integer.toString(state.map(counts::of).orElseGet(counts::all));
            ((Label) chip.getUserData()).setText(number);
            chip.setAccessibleText(Texts.text("main.chip.spoken", name(state), number));
            chip.getTooltip().setText(state.map(RowState::meaning).orElseGet(model::contents));
            chip.pseudoClassStateChanged(NONE, number.equals("0"));
        });
    }
}
