package controlfreak.ui.environment;

import controlfreak.ui.environment.running.ComparedProcess;
import controlfreak.ui.environment.running.EnvironmentDiff.Difference;
import controlfreak.ui.environment.running.RestartReasons;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/**
 * Says what a restart restarts and why, then what processes run with and what they would get, those that differ alike
 * together. FX thread only.
 */
final class DifferencesPane {
    private final EnvironmentViewModel viewModel;
    private final VBox list = new VBox();
    private final ScrollPane root = new ScrollPane(list);

    DifferencesPane(EnvironmentViewModel viewModel) {
        this.viewModel = viewModel;
        list.getStyleClass().add("differences");
        root.setFitToWidth(true);
        root.setId("differences");
        root.getStyleClass().add("differences-pane");
        viewModel.differing().addListener((ListChangeListener<ComparedProcess>) change -> show());
        viewModel.restartReasons().addListener((ListChangeListener<String>) change -> show());
        viewModel.revelations().changesProperty().addListener(changed -> show());
        show();
    }

    ScrollPane root() {
        return root;
    }

    private void show() {
        Map<List<Difference>, List<String>> alike = new LinkedHashMap<>();
        for (ComparedProcess process : viewModel.differing()) {
            String name =
                    process.service().isPresent() ? process.name() : Texts.text("env.differs.proxy", process.name());
            alike.computeIfAbsent(process.differences(), key -> new ArrayList<>())
                    .add(name);
        }
        list.getChildren().clear();
        viewModel.restartReasons().forEach(reason -> {
            Label sentence = new Label(reason);
            sentence.setWrapText(true);
            sentence.getStyleClass().add("restart-reason");
            list.getChildren().add(sentence);
        });
        alike.forEach((differences, names) -> {
            Label heading = new Label(RestartReasons.listed(names));
            heading.getStyleClass().add("differences-heading");
            list.getChildren().add(heading);
            differences.forEach(difference -> list.getChildren().add(line(difference)));
        });
    }

    private Label line(Difference difference) {
        Label line = new Label(Texts.text(
                "env.differs.line",
                difference.name(),
                shown(difference.name(), difference.running()),
                shown(difference.name(), difference.edited())));
        line.getStyleClass().add("code");
        return line;
    }

    private String shown(String name, Optional<String> value) {
        return value.map(text ->
                        viewModel.revelations().isMasked(name, value) ? Secrets.MASK : ValueText.firstLine(text))
                .orElseGet(() -> Texts.text("env.differs.none"));
    }
}
