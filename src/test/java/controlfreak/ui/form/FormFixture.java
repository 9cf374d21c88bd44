package controlfreak.ui.form;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.preset.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small workspace to edit in tests, with dialogs that answer as they were told. */
final class FormFixture {
    Workspace workspace;
    final List<String> edits = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final ReadOnlyLock lock = new ReadOnlyLock();
    int answer;
    Optional<Path> chosen = Optional.empty();

    FormFixture() {
        ServiceSpec web = ServiceSpec.of("web", new Command.Text("worker.py")).with(draft -> {
            draft.description = "Answers customers";
            draft.instances = 8;
            draft.env = Environment.EMPTY.with("PORT", "80");
            draft.tags = List.of("web", "front, east");
            draft.restart = draft.restart.with(policy -> policy.startWait = Duration.ofMillis(1500));
            draft.extra = Map.of("depends", List.of("redis"));
        });
        ServiceSpec cron = ServiceSpec.of("cron", new Command.Text("cron.py"));
        ServiceSpec redis =
                ServiceSpec.of("redis", new Command.Words(List.of("redis-server", "--port", "0", "two words")));
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py --preload shop.app"))
                .withServices(List.of(web, cron));
        workspace = new Workspace(
                Environment.EMPTY,
                List.of(shop, ProxySpec.of("mailer", new Command.Text("cfk-share-mem-proxy.pl"))),
                List.of(redis),
                Map.of("theme", "x"));
    }

    /** Those that come with the panel, of which those for Redis and Python are installed. */
    static Presets presets() {
        try {
            return Presets.of(
                    PresetFiles.read(
                            Path.of(System.getProperty("proxies.folder")).resolveSibling("presets")),
                    List.of("redis-server", "python3")::contains);
        } catch (IOException | WorkspaceException e) {
            throw new AssertionError(e);
        }
    }

    WorkspaceEditing editing() {
        return new WorkspaceEditing(
                () -> workspace,
                (what, change) -> {
                    workspace = change.apply(workspace);
                    edits.add(what);
                },
                lock,
                () -> Optional.of(Path.of("/srv/shop")));
    }

    Dialogs dialogs() {
        return new Dialogs() {
            @Override
            public int ask(String title, String text, List<String> choices, int... losing) {
                asked.add(title + " " + text);
                return answer;
            }

            @Override
            public void error(String title, String text) {
                throw new AssertionError(text);
            }

            @Override
            public Optional<Path> chooseWorkspaceToOpen(Optional<Path> folder) {
                throw new AssertionError("not for forms");
            }

            @Override
            public Optional<Path> chooseWorkspaceToSave(Optional<Path> folder, String suggestedName) {
                throw new AssertionError("not for forms");
            }

            @Override
            public Optional<Path> chooseFile(String title, Optional<Path> folder) {
                return chosen;
            }
        };
    }
}
