package controlfreak.ui.log;

import controlfreak.log.LogRun;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.log.lines.LogWords;
import controlfreak.ui.log.pages.LogRuns;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/** The button that offers the last runs of a log. FX thread only. */
final class LogRunMenu {
    private final MenuButton button;
    private final LogRuns runs;

    LogRunMenu(MenuButton button, LogRuns runs) {
        this.button = button;
        this.runs = runs;
        button.managedProperty().bind(button.visibleProperty());
        runs.runsProperty().addListener((property, old, now) -> fill());
        runs.choiceProperty().addListener((property, old, now) -> fill());
        fill();
    }

    private void fill() {
        List<LogRun> all = runs.runsProperty().get();
        Optional<LogRun> choice = runs.choiceProperty().get();
        ToggleGroup group = new ToggleGroup();
        button.getItems().setAll(item(group, Texts.text("log.runs.all"), Optional.empty()));
        for (int i = 0; i < all.size(); i++) {
            button.getItems().add(item(group, LogWords.run(all.get(i), i), Optional.of(all.get(i))));
        }
        int place = choice.map(all::indexOf).orElse(-1);
        button.setText(
                choice.isEmpty()
                        ? Texts.text("log.runs.all")
                        : place < 0
                                ? LogWords.dayAndTime(choice.get().start())
                                : LogWords.runName(choice.get(), place));
        button.setVisible(!all.isEmpty());
    }

    private RadioMenuItem item(ToggleGroup group, String text, Optional<LogRun> run) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(runs.choiceProperty().get().map(LogRun::start).equals(run.map(LogRun::start)));
        item.setOnAction(event -> runs.choose(run));
        return item;
    }
}
