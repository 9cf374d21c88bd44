package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Control;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.Health;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ProxySpec;
import controlfreak.model.Reach;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Stop;
import controlfreak.model.Streams;
import controlfreak.model.Workspace;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import controlfreak.workspace.json.JsonProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkspaceReaderTest {
    @Test
    void asWhomAndHowMuchIsRead() throws Exception {
        RunAs as = WorkspaceReader.read("""
                        {"controlfreak": 1, "services": [{"name": "a", "command": "x", "user": "redis", "umask": "027",
                         "limits": {"nofile": 65536, "as": "2G", "core": {"soft": 0, "hard": "unlimited"}}, "nice": -5}]}
                        """).allServices().get(0).runAs();
        assertThat(as.user()).contains("redis");
        assertThat(as.umask()).contains(027);
        assertThat(as.limits())
                .containsEntry(Limit.NOFILE, LimitRange.of(65536))
                .containsEntry(Limit.AS, LimitRange.of(2L << 30))
                .containsEntry(Limit.CORE, new LimitRange(0, OptionalLong.of(LimitRange.UNLIMITED)));
        assertThat(as.nice()).contains(-5);
    }

    @Test
    void readsEveryField() throws JsonProblem {
        Workspace workspace = WorkspaceReader.read("""
                {
                  "controlfreak": 1,
                  "env": { "LANG": "C.UTF-8", "HOME": null },
                  "envFile": [ { "path": "all.env", "dialect": "foreman" } ],
                  "proxies": [ {
                    "name": "shop", "description": "All", "command": "p.py", "auto": false, "cwd": "app",
                    "env": { "DB": "x" }, "envFile": [ { "path": "shop.env", "dialect": "ruby", "optional": false } ],
                    "services": [ { "name": "web", "instances": 8, "command": "worker.py", "tags": ["web", "a b"],
                      "before": "mkdir -p run", "after": [["rm", "run/x"], { "command": "tell", "wait": 2.5, "why": "x" }],
                      "envFile": [ ".env", { "path": "/etc/default/web", "dialect": "systemd", "optional": true, "note": "x" } ] } ]
                  } ],
                  "services": [ {
                    "name": "redis", "description": "Cache", "command": ["redis-server", "--port", "0"], "cwd": "/srv",
                    "env": { "PORT": "80" }, "envFile": ".env", "stdin": "open", "ignoreStdout": true, "ignoreStderr": true, "respawnOnFail": false,
                    "respawnOnStop": true, "maxRetries": 3, "startWait": 0.25, "stopWait": 2,
                    "stop": { "command": "quit" },
                    "reload": { "signal": "HUP", "to": "group", "check": ["check"] }, "pidFile": "run/web.pid"
                  } ]
                }
                """);
        ServiceSpec web = new ServiceSpec(
                "web",
                "",
                new Command.Text("worker.py"),
                Optional.empty(),
                8,
                Environment.EMPTY,
                List.of(
                        new EnvironmentFile(".env", Dialect.COMPOSE),
                        new EnvironmentFile("/etc/default/web", Dialect.SYSTEMD, true, Map.of("note", "x"))),
                List.of("web", "a b"),
                Streams.DEFAULT,
                List.of(),
                RestartPolicy.DEFAULT,
                List.of(),
                Health.UNWATCHED,
                Control.DEFAULT,
                new Hooks(
                        List.of(Hook.of(new Command.Text("mkdir -p run"))),
                        List.of(
                                Hook.of(new Command.Words(List.of("rm", "run/x"))),
                                new Hook(new Command.Text("tell"), Duration.ofMillis(2500), Map.of("why", "x")))),
                RunAs.PANEL,
                Map.of());
        ServiceSpec redis = new ServiceSpec(
                "redis",
                "Cache",
                new Command.Words(List.of("redis-server", "--port", "0")),
                Optional.of("/srv"),
                1,
                Environment.EMPTY.with("PORT", "80"),
                List.of(new EnvironmentFile(".env", Dialect.COMPOSE)),
                List.of(),
                new Streams(new Stdin.Open(), false, false),
                List.of(),
                new RestartPolicy(false, true, 3, Duration.ofMillis(250), Duration.ofSeconds(2)),
                List.of(),
                Health.UNWATCHED,
                new Control(
                        Stop.of(new Ask.Run(new Command.Text("quit"))),
                        Optional.of(new Reload(
                                new Ask.Send(Signal.HUP, Optional.of(Reach.GROUP)),
                                Optional.of(new Command.Words(List.of("check"))),
                                Map.of())),
                        Optional.of("run/web.pid")),
                Hooks.NONE,
                RunAs.PANEL,
                Map.of());
        ProxySpec shop = new ProxySpec(
                "shop",
                "All",
                Optional.of(new Command.Text("p.py")),
                false,
                Optional.of("app"),
                Environment.EMPTY.with("DB", "x"),
                List.of(new EnvironmentFile("shop.env", Dialect.RUBY)),
                List.of(web),
                Map.of());
        assertThat(workspace)
                .isEqualTo(new Workspace(
                        Environment.EMPTY.with("LANG", "C.UTF-8").withRemoved("HOME"),
                        List.of(new EnvironmentFile("all.env", Dialect.FOREMAN)),
                        List.of(),
                        List.of(shop),
                        List.of(redis),
                        Map.of()));
    }

    @Test
    void aServiceMayNameItsProxy() throws JsonProblem {
        Workspace workspace = WorkspaceReader.read("""
                {"controlfreak":1,"proxies":[{"name":"p","services":[{"name":"a","command":"x","proxy":"p"}]}],
                "services":[{"name":"b","command":"x","proxy":"p"},{"name":"c","command":"x"}]}
                """);
        assertThat(workspace.proxies().get(0).services())
                .containsExactly(
                        ServiceSpec.of("a", new Command.Text("x")), ServiceSpec.of("b", new Command.Text("x")));
        assertThat(workspace.services()).extracting(ServiceSpec::name).containsExactly("c");
    }

    @Test
    void aProxyNeedsNoCommandYet() throws JsonProblem {
        assertThat(WorkspaceReader.read("{'controlfreak':1,'proxies':[{'name':'p'}]}".replace('\'', '"'))
                        .proxies()
                        .get(0)
                        .command())
                .isEmpty();
    }

    @Test
    void aClashIsFoundWithTheServiceThatNamesItsProxy() {
        String file = "{'controlfreak':1,'proxies':[{'name':'p'}],'services':[{'name':'a','command':'x'},"
                + "{'name':'a','command':'x','proxy':'p'}]}";
        // Below its proxy it comes first: the second one of that name is the one without a proxy.
        assertThat(problem(file.replace('\'', '"'))).contains("(services[0].name): There are two services named");
    }

    @Test
    void hugeFilesAreRefusedAndNotSwallowed() {
        assertThat(problem("[".repeat(5000))).endsWith("Values are nested too deeply, or a number is too long.");
        assertThat(problem("{\"a\":" + "9".repeat(5000) + "}"))
                .contains("Values are nested too deeply, or a number is too long.");
        assertThat(problem("[" + "0,".repeat(1_000_000) + "0]")).contains("The file holds too many values.");
    }

    @Test
    void extraFieldsKeepTheirNumbers() throws JsonProblem {
        Workspace workspace = WorkspaceReader.read(
                "{\"controlfreak\":1,\"x\":[1e99999999,0.10,12345678901234567890,-1,true,null,{\"b\":1,\"a\":2}]}");
        assertThat(WorkspaceWriter.write(workspace)).contains("0.10, 12345678901234567890, -1, true, null, {");
        assertThat(WorkspaceReader.read(WorkspaceWriter.write(workspace))).isEqualTo(workspace);
    }

    private static String problem(String text) {
        return catchThrowableOfType(JsonProblem.class, () -> WorkspaceReader.read(text))
                .in("w.cfk");
    }
}
