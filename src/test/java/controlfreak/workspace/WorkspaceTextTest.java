package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonTree;
import controlfreak.workspace.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTextTest {
    private static final String BY_HAND = """
            {
            \t"controlfreak": 1,
            \t"services": [
            \t\t{ "name": "a", "command": ["sleep", "600"], "env": { "A": "1", "B": "2" } },
            \t\t{ "command": "sleep 601", "name": "b", "startWait": 1, "x-note": "keep me", "env": { "C": "3" } },

            \t\t{ "name": "c", "command": ["sleep", "602"], "tags": [ "one", "two" ], "stopWait": 2.0, "proxy": "p" }
            \t],
            \t"proxies": [ { "name": "p", "services": [{"name":"d","command":"x","proxy":"p"}] } ]
            }""".replace("\n", "\r\n");

    @Test
    void oneVariableIsOneLine() throws JsonProblem {
        assertThat(edited(service -> service.withEnv(service.env().with("A", "9"))))
                .isEqualTo(BY_HAND.replace("\"A\": \"1\"", "\"A\": \"9\""));
        assertThat(edited(
                        service -> service.withEnv(service.env().with("N", "é").without("B"))))
                .isEqualTo(BY_HAND.replace("\"B\": \"2\"", "\"N\": \"é\""));
        assertThat(edited(service -> service.withInstances(4)))
                .isEqualTo(BY_HAND.replace("\"600\"], \"env", "\"600\"], \"instances\": 4, \"env"));
        assertThat(edited(service -> service.withEnv(Environment.EMPTY)))
                .isEqualTo(BY_HAND.replace(", \"env\": { \"A\": \"1\", \"B\": \"2\" }", ""));
    }

    @Test
    void whatIsSaidByAnOlderNameGoesOnToBe() throws JsonProblem {
        Workspace before = WorkspaceReader.read(BY_HAND);
        ServiceSpec c = before.service("c").orElseThrow();
        assertThat(c.restart().stopWait()).isEqualTo(Duration.ofSeconds(2));
        Workspace slower =
                before.withServiceReplaced("c", c.withRestart(c.restart().withStopWait(Duration.ofSeconds(30))));
        assertThat(WorkspaceText.edited(BY_HAND, slower)).isEqualTo(BY_HAND.replace("2.0", "30"));
        Workspace quitting =
                before.withServiceReplaced("c", c.withStop(Stop.of(new Ask.Send(Signal.QUIT, Optional.empty()))));
        assertThat(WorkspaceText.edited(BY_HAND, quitting))
                .isEqualTo(BY_HAND.replace("2.0,", "2.0, \"stop\": { \"signal\": \"QUIT\" },"));
        ServiceSpec usual = c.withRestart(c.restart().withStopWait(RestartPolicy.DEFAULT.stopWait()));
        assertThat(WorkspaceText.edited(BY_HAND, before.withServiceReplaced("c", usual)))
                .isEqualTo(BY_HAND.replace(", \"stopWait\": 2.0", ""));
        assertThat(edited(service -> service.withRestart(service.restart().withStopWait(Duration.ofSeconds(30)))))
                .contains("\"stop\": { \"wait\": 30 }");
    }

    @Test
    void servicesComeAndGoInTheirLines() throws JsonProblem {
        Workspace before = WorkspaceReader.read(BY_HAND);
        ServiceSpec more = ServiceSpec.of("e", new Command.Text("y")).withEnv(Environment.EMPTY.with("E", "5"));
        assertThat(WorkspaceText.edited(BY_HAND, before.withService(Optional.empty(), more)))
                .isEqualTo(
                        BY_HAND.replace(
                                "\"proxy\": \"p\" }\r\n",
                                "\"proxy\": \"p\" },\r\n\t\t{ \"name\": \"e\", \"command\": \"y\", \"env\": { \"E\": \"5\" } }\r\n"));
        assertThat(WorkspaceText.edited(BY_HAND, before.withoutService("a")))
                .isEqualTo(BY_HAND.replaceFirst("\t\t\\{ \"name\": \"a\".*\r\n", ""));
        ProxySpec renamed = before.proxy("p").orElseThrow().with(draft -> draft.name = "q");
        assertThat(WorkspaceText.edited(BY_HAND, before.withProxyReplaced("p", renamed)))
                .isEqualTo(BY_HAND.replace("\"p\"", "\"q\""));
    }

    @Test
    void theFilesMarkAndEndsStay(@TempDir Path folder) throws IOException, WorkspaceException, JsonProblem {
        Path file = Files.writeString(folder.resolve("w.cfk"), "\ufeff" + BY_HAND);
        Workspace workspace = WorkspaceFile.read(file).workspace();
        WorkspaceFile.write(file, workspace);
        assertThat(file).hasContent("\ufeff" + BY_HAND);
        WorkspaceFile.write(file, workspace.withoutService("b"));
        assertThat(Files.readString(file)).isEqualTo("\ufeff" + BY_HAND.replaceFirst("\t\t\\{ \"command\".*\r\n", ""));
        Files.writeString(file, "no workspace");
        WorkspaceFile.write(file, workspace);
        assertThat(Files.readString(file)).isEqualTo(WorkspaceWriter.write(workspace));
    }

    @Test
    void anyEditIsReadBackAndTouchesNothingElse() throws JsonProblem {
        Random random = new Random(31);
        for (int round = 0; round < 3_000; round++) {
            String text = new ByHand(random).text(WorkspaceReader.read(BY_HAND), random.nextBoolean());
            Workspace after = WorkspaceReader.read(text);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                after = edit(after, random);
            }
            String spliced = WorkspaceText.spliced(text, after);
            assertThat(WorkspaceWriter.write(WorkspaceReader.read(spliced)))
                    .as("%s%nbecame%n%s", text, spliced)
                    .isEqualTo(WorkspaceWriter.write(after));
        }
    }

    @Test
    void anEditOfOneServiceLeavesAllOtherLines() throws JsonProblem {
        Random random = new Random(32);
        for (int round = 0; round < 1_000; round++) {
            String text = new ByHand(random).text(WorkspaceReader.read(BY_HAND), true);
            JsonValue services = JsonTree.parse(text).asObject().get("services");
            int index = random.nextInt(services.asArray().size() - 1);
            String name = services.asArray().get(index).asObject().get("name").asText();
            Workspace before = WorkspaceReader.read(text);
            ServiceSpec changed = changed(before.service(name).orElseThrow(), random);
            String edited = WorkspaceText.edited(text, before.withServiceReplaced(name, changed));
            int start = services.asArray().get(index).line() - 1;
            int next = services.asArray().get(index + 1).line();
            List<String> lines = List.of(text.split("\n", -1));
            List<String> now = List.of(edited.split("\n", -1));
            assertThat(now).as(edited).startsWith(lines.subList(0, start).toArray(new String[0]));
            assertThat(now)
                    .as(edited)
                    .endsWith(lines.subList(next, lines.size()).toArray(new String[0]));
        }
    }

    private static String edited(java.util.function.UnaryOperator<ServiceSpec> change) throws JsonProblem {
        Workspace before = WorkspaceReader.read(BY_HAND);
        ServiceSpec changed = change.apply(before.service("a").orElseThrow());
        return WorkspaceText.edited(BY_HAND, before.withServiceReplaced("a", changed));
    }

    private static Workspace edit(Workspace workspace, Random random) {
        List<ServiceSpec> all = workspace.allServices();
        if (all.isEmpty() || random.nextInt(5) == 0) {
            Optional<String> proxy =
                    workspace.proxies().stream().map(ProxySpec::name).findFirst();
            return workspace.withService(
                    random.nextBoolean() ? proxy : Optional.empty(),
                    ServiceSpec.of("n" + random.nextInt(1_000_000), new Command.Text("new")));
        }
        ServiceSpec one = all.get(random.nextInt(all.size()));
        return switch (random.nextInt(8)) {
            case 0 -> workspace.withoutService(one.name());
            case 1 -> workspace.withServiceReplaced(one.name(), one.withName("r" + random.nextInt(1_000_000)));
            case 2 ->
                workspace.withServiceMoved(
                        one.name(),
                        workspace.proxies().stream().map(ProxySpec::name).findAny(),
                        one);
            case 3 -> workspace.withEnv(workspace.env().with("V" + random.nextInt(3), "x" + random.nextInt()));
            case 4 ->
                workspace.proxies().isEmpty()
                        ? workspace.withProxy(ProxySpec.of("p"))
                        : workspace.withProxyReplaced(
                                workspace.proxies().get(0).name(),
                                workspace.proxies().get(0).with(draft -> draft.name = "q" + random.nextInt(9)));
            default -> workspace.withServiceReplaced(one.name(), changed(one, random));
        };
    }

    private static ServiceSpec changed(ServiceSpec service, Random random) {
        return service.with(draft -> {
            switch (random.nextInt(6)) {
                case 0 -> draft.instances = 1 + random.nextInt(3);
                case 1 -> draft.env = draft.env.with("V" + random.nextInt(3), "\"" + random.nextInt());
                case 2 -> draft.env = Environment.EMPTY;
                case 3 -> draft.tags = List.of("t", "u").subList(0, random.nextInt(3));
                case 4 ->
                    draft.command = random.nextBoolean()
                            ? new Command.Text("c" + random.nextInt(3))
                            : new Command.Words(List.of("w", "" + random.nextInt(3)));
                default -> draft.streams = draft.streams.withKeepStderr(!draft.streams.keepStderr());
            }
        });
    }

    /** Lays a workspace out as no program would. */
    private record ByHand(Random random) {
        String text(Workspace workspace, boolean servicesInLines) {
            StringBuilder text = new StringBuilder();
            Map<String, Object> plain = WorkspaceWriter.plain(workspace);
            write(servicesInLines ? plain : apart(plain), text, "\n", servicesInLines);
            return text.append(random.nextBoolean() ? "\n" : "").toString();
        }

        /** The services of the proxy at the top level, at random places. */
        @SuppressWarnings("unchecked")
        private Map<String, Object> apart(Map<String, Object> workspace) {
            List<Object> top = new ArrayList<>((List<Object>) workspace.get("services"));
            Map<String, Object> proxy = ((List<Map<String, Object>>) workspace.get("proxies")).get(0);
            int at = 0;
            for (Object service : (List<Object>) proxy.get("services")) {
                Map<String, Object> named = new LinkedHashMap<>((Map<String, Object>) service);
                named.put("proxy", "p");
                at += random.nextInt(top.size() - at + 1);
                top.add(at++, named);
            }
            Map<String, Object> apart = new LinkedHashMap<>(workspace);
            apart.put("services", top);
            apart.put("proxies", List.of(Map.of("name", "p")));
            return apart;
        }

        private void write(Object value, StringBuilder text, String line, boolean inLines) {
            String inner = inLines || random.nextBoolean() ? line + "\t".repeat(1 + random.nextInt(2)) : blank();
            boolean breaks = inner.startsWith("\n");
            if (value instanceof Map<?, ?> map) {
                Map<Object, Object> members = new LinkedHashMap<>();
                List<Object> keys = new ArrayList<>(map.keySet());
                Collections.shuffle(keys, random);
                keys.forEach(key -> members.put(key, map.get(key)));
                if (map.containsKey("command") && random.nextBoolean()) {
                    members.putIfAbsent("startWait", 1);
                    members.putIfAbsent("tags", List.of());
                }
                text.append('{');
                String comma = "";
                for (Map.Entry<Object, Object> member : members.entrySet()) {
                    text.append(comma)
                            .append(inner)
                            .append('"')
                            .append(member.getKey())
                            .append('"');
                    text.append(blank()).append(':').append(blank());
                    write(
                            member.getValue(),
                            text,
                            breaks ? inner : line,
                            inLines && "services".equals(member.getKey()));
                    comma = blank() + ",";
                }
                text.append(breaks ? line : blank()).append('}');
            } else if (value instanceof List<?> list) {
                text.append('[');
                String comma = "";
                for (Object item : list) {
                    text.append(comma).append(inner);
                    write(item, text, breaks ? inner : line, false);
                    comma = ",";
                }
                text.append(breaks ? line : blank()).append(']');
            } else {
                text.append(value instanceof String string ? "\"" + string + "\"" : value);
            }
        }

        private String blank() {
            return " ".repeat(random.nextInt(3));
        }
    }
}
