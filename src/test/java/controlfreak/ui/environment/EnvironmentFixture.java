package controlfreak.ui.environment;

import controlfreak.model.Command;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EffectiveEnvironment.Layer;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.FileVariables;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.running.EditedEnvironments;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.running.RunningEnvironments;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** A workspace with processes that were started with chosen values, and no engine. */
public final class EnvironmentFixture implements RunningEnvironments {
    final Map<String, String> inherited = new HashMap<>(Map.of("HOME", "/home/op", "PATH", "/usr/bin", "LANG", "C"));
    public final ObjectProperty<Workspace> workspace = new SimpleObjectProperty<>(sample());
    public final Map<ServiceId, Map<String, String>> services = new HashMap<>();
    public final Map<String, FileVariables> files = new HashMap<>();
    final Map<String, Map<String, String>> proxies = new HashMap<>();
    public Environment loaded = Environment.EMPTY;
    public final List<String> edits = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    public final List<String> errors = new ArrayList<>();
    public Optional<Path> chosen = Optional.empty();
    public Optional<Path> folder = Optional.empty();
    int answer;

    private static Workspace sample() {
        ServiceSpec web = ServiceSpec.of("web", new Command.Text("worker.py"))
                .withInstances(3)
                .withEnv(Environment.EMPTY
                        .with("PORT", "80")
                        .with("API_KEY", "s3cr3t")
                        .with("LANG", "de_DE.UTF-8"));
        ServiceSpec redis = ServiceSpec.of("redis", new Command.Text("redis-server"));
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py"))
                .withEnv(Environment.EMPTY.with("SHOP_DB", "postgres://shop"))
                .withServices(List.of(web));
        return new Workspace(
                Environment.EMPTY.with("LANG", "C.UTF-8").with("TZ", "UTC"), List.of(shop), List.of(redis), Map.of());
    }

    /** Starts all processes with the values that the workspace has now. */
    public EnvironmentFixture started() {
        EditedEnvironments edited = new EditedEnvironments(workspace.get(), this);
        workspace
                .get()
                .proxies()
                .forEach(proxy ->
                        proxies.put(proxy.name(), edited.ofProxy(proxy.name()).values()));
        workspace.get().allServices().stream()
                .flatMap(service -> service.ids().stream())
                .forEach(id -> services.put(id, edited.ofService(id).values()));
        return this;
    }

    public EnvironmentViewModel viewModel() {
        return new EnvironmentViewModel(workspace, this::edit, () -> folder, this);
    }

    public void edit(String what, UnaryOperator<Workspace> change) {
        workspace.set(change.apply(workspace.get()));
        edits.add(what);
    }

    public Environment web() {
        return workspace.get().service("web").orElseThrow().env();
    }

    @Override
    public Map<String, String> inherited() {
        return inherited;
    }

    @Override
    public Optional<EffectiveEnvironment> effective(ServiceId id) {
        return Optional.of(EffectiveEnvironment.of(
                inherited,
                List.of(
                        new Layer(Origin.LOAD, loaded),
                        new Layer(Origin.ENGINE, Environment.EMPTY.with("CONTROL_FREAK_SERVICE", id.name())))));
    }

    @Override
    public Optional<EffectiveEnvironment> effectiveOfProxy(String name) {
        return Optional.empty();
    }

    @Override
    public FileVariables saidBy(EnvironmentFile file, Map<String, String> below) {
        return files.getOrDefault(file.path(), FileVariables.nothing(Path.of(file.path())));
    }

    @Override
    public Optional<Map<String, String>> recorded(ServiceId id) {
        return Optional.ofNullable(services.get(id));
    }

    @Override
    public Optional<Map<String, String>> recordedOfProxy(String name) {
        return Optional.ofNullable(proxies.get(name));
    }

    Dialogs dialogs() {
        return new Dialogs() {
            @Override
            public int ask(String title, String text, List<String> choices, int... losing) {
                asked.add(title + " " + text + " " + choices);
                return answer;
            }

            @Override
            public void error(String title, String text) {
                errors.add(text);
            }

            @Override
            public Optional<Path> chooseWorkspaceToOpen(Optional<Path> folder) {
                throw new AssertionError("not for environments");
            }

            @Override
            public Optional<Path> chooseWorkspaceToSave(Optional<Path> folder, String suggestedName) {
                throw new AssertionError("not for environments");
            }

            @Override
            public Optional<Path> chooseFile(String title, Optional<Path> folder) {
                return chosen;
            }
        };
    }

    EnvironmentView view(EnvironmentViewModel model, Consumer<EnvironmentRestart> onRestart) {
        return new EnvironmentView(model, dialogs(), (title, folder, name) -> chosen, Runnable::run, onRestart);
    }
}
