package controlfreak.ui.environment.state;

import controlfreak.model.Environment;
import controlfreak.model.FileVariables;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.environment.EnvironmentFixture;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The variables of a shop, as a view is told of them. */
abstract class EnvironmentViewModelFixture {
    final EnvironmentFixture fixture = new EnvironmentFixture();

    EnvironmentViewModel shown(EnvironmentTarget target) {
        EnvironmentViewModel model = fixture.viewModel();
        model.show(target);
        return model;
    }

    static EnvironmentRow row(EnvironmentViewModel model, String name) {
        return model.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void read(String path, Environment said) {
        fixture.files.put(
                path,
                new FileVariables(
                        Path.of("/srv/" + path), said, Map.of("PORT", 7, "API_KEY", 8), Optional.empty(), false));
    }

    void editWeb(Consumer<ServiceSpec.Draft> change) {
        fixture.edit(
                "files",
                workspace -> workspace.withServiceReplaced(
                        "web", workspace.service("web").orElseThrow().with(change)));
    }
}
