package controlfreak.workspace;

import controlfreak.model.Environment;
import controlfreak.model.Workspace;
import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import controlfreak.workspace.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;

/** Whatever a workspace file says, it is a workspace that is written as it is read, or a sentence says what is wrong. */
class WorkspaceFuzzTest {
    private static final int LONGEST = 2000;
    private static final Mutants FILES = new Mutants(
            whole(),
            List.of(
                    "\"name\":\"web\"",
                    "\"instances\": 3",
                    "\"env\": {\"A\": null}",
                    "${9100+instance}",
                    "\"dependsOn\": [\"a\"]",
                    "\"ready\": {\"log\": \"(a+)+$\"}",
                    "\"ready\": \"notify\"",
                    "\"limits\": {\"as\": \"1e9\"}",
                    "\"stopWait\": 1e999999999",
                    "\"startWait\": 0.0000000001",
                    "\"proxies\": [",
                    "// no comment",
                    "\\ud800",
                    "\"umask\": \"0888\"",
                    "\"tcp\": \"::1:99999\""));

    private static List<String> whole() {
        String every = """
                {"controlfreak": 1, "env": {"A": "b", "C": null}, "envFile": [{"path": ".env", "dialect": "compose"}],
                 "sockets": {"web": {"tcp": "127.0.0.1:8080", "backlog": 512}, "api": {"unix": "run/a.sock", "mode": "0660"}},
                 "proxies": [{"name": "shop", "command": "proxy.py --preload shop", "auto": false, "services": [
                   {"name": "w", "instances": 8, "command": "worker.py", "dependsOn": {"redis": "ready"}}]}],
                 "services": [{"name": "redis", "command": ["redis-server", "--port", "${9100+instance}"], "instances": 2,
                   "respawnOnFail": false, "respawnOnStop": true, "maxRetries": 3, "maxDelay": 2.5, "startWait": 0.5, "stopWait": 3,
                   "startLimit": {"starts": 3, "seconds": 60}, "successExit": [143, "TERM"], "umask": "0027", "nice": -5,
                   "limits": {"nofile": 65536, "as": {"soft": "1G", "hard": "unlimited"}}, "tags": ["a"], "sockets": ["web"],
                   "stdin": {"socket": "api"}, "ready": {"port": 8080, "every": 2}, "reload": {"signal": "HUP", "check": "a -t"},
                   "live": {"command": "curl -f localhost", "failures": 3, "timeout": 1}, "unknown": {"x": [1, 2.50, "y"]}}]}
                """;
        List<String> all = new ArrayList<>(List.of(every, "{\"controlfreak\": 1}"));
        try (Stream<Path> samples = Files.list(Path.of(System.getProperty("samples.folder")))) {
            for (Path sample :
                    samples.filter(file -> file.toString().endsWith(".cfk")).toList()) {
                all.add(Files.readString(sample));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return all;
    }

    @Fuzzed
    void whateverAFileSaysIsAWorkspaceOrTold(@ForAll long number) {
        String text = FILES.text(number);
        Fuzz.of(text, () -> {
            try {
                Workspace workspace = WorkspaceReader.read(text);
                requireSame(workspace, WorkspaceReader.read(WorkspaceWriter.write(workspace)));
                Workspace edited = workspace.withEnv(workspace.env().with("EDITED", "1"));
                requireSame(edited, WorkspaceReader.read(WorkspaceText.edited(text, edited)));
            } catch (JsonProblem problem) {
                Fuzz.requireSentence(problem.in("shop.cfk"), LONGEST);
            }
        });
    }

    private static void requireSame(Workspace expected, Workspace read) {
        if (!WorkspaceWriter.write(expected).equals(WorkspaceWriter.write(read))) {
            throw new AssertionError("It reads back as another one");
        }
    }

    @Fuzzed
    void whatCannotBeReadIsReplacedByWhatCanBe(@ForAll long number) {
        String text = FILES.text(number);
        Workspace wished = Workspace.EMPTY.withEnv(Environment.EMPTY.with("A", "b"));
        Fuzz.of(text, () -> requireSame(wished, WorkspaceReader.read(WorkspaceText.edited(text, wished))));
    }
}
