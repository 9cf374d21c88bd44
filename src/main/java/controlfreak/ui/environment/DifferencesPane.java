package controlfreak.ui.environment;

import controlfreak.ui.environment.EnvironmentDiff.Difference;
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

/** Lists what processes run with and what they would get, processes that differ alike together. FX thread only. */
final class DifferencesPane {
    private static final int NAMED = 6;

    private final EnvironmentViewModel viewModel;
    private final VBox list = new VBox();
    private final ScrollPane root = new ScrollPane(list);

    DifferencesPane(EnvironmentViewModel viewModel) {
        this.viewModel = viewModel;
        list.getStyleClass().add("differences");
        root.setFitToWidth(true);
        root.setId("differences");
        root.getStyleClass().add("differences-pane");
        viewModel.differing().addListener((ListChangeListener<LiveProcess>) change -> show());
        viewModel.revelations().changesProperty().addListener(changed -> show());
        show();
    }

    ScrollPane root() {
        return root;
    }

    private void show() {
        Map<List<Difference>, List<String>> alike = new LinkedHashMap<>();
        for (LiveProcess process : viewModel.differing()) {
            String name =
                    process.service().isPresent() ? process.name() : Texts.text("env.differs.proxy", process.name());
            alike.computeIfAbsent(process.differences(), key -> new ArrayList<>())
                    .add(name);
        }
        list.getChildren().clear();
        alike.forEach((differences, names) -> {
            Label heading = new Label(named(names));
            heading.getStyleClass().add("differences-heading");
            list.getChildren().add(heading);
            differences.forEach(difference -> list.getChildren().add(line(difference)));
        });
    }

    private static String named(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? Texts.text("env.differs.more", shown, names.size() - NAMED) : shown;
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
        return value.map(text -> viewModel.isMasked(name) ? Secrets.MASK : ValueText.firstLine(text))
                .orElseGet(() -> Texts.text("env.differs.none"));
    }
}
