package controlfreak.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceVariables;
import controlfreak.process.ChildStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the process of a proxy does: it answers when it is told to, as the protocol has it, unless it hangs or lies. */
final class ScriptedProxy {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String READY =
            "{'status':'ready','pid':9,'protocol':2,'runtime':'CPython','preloaded':['shop'],'refork':true}";

    final FakeProcess process;
    final Map<String, FakeProcess> children = new LinkedHashMap<>();
    private final FakeSystem system;
    final boolean isVersion2;
    private final Set<FakeProcess> late = new HashSet<>();
    private final Predicate<String> isWaitedFor;
    private final StringBuilder unsaid = new StringBuilder();
    private boolean isReady;
    private int answered;

    /** Whether it does nothing at all, and says nothing. */
    boolean hangs;

    /** Whether it has said what is not so. */
    boolean lies;

    /** @param isWaitedFor whether a service of that name has been asked for and not been answered */
    ScriptedProxy(FakeSystem system, FakeProcess process, boolean isVersion2, Predicate<String> isWaitedFor) {
        this.isWaitedFor = isWaitedFor;
        this.system = system;
        this.process = process;
        this.isVersion2 = isVersion2;
        var engine = process.reaper;
        process.reaper = status -> {
            if (isVersion2) {
                // Its children are killed with it.
                children.values().forEach(child -> child.alive = false);
            }
            engine.accept(status);
        };
    }

    /** Whether all that has happened to its children was told. */
    boolean isHonest() {
        return !lies && !hangs && unsaid.isEmpty();
    }

    /** Whether it was started when nobody waited for it any more. */
    boolean isTooLate(FakeProcess child) {
        return late.contains(child);
    }

    /** Whether there is anything to be done, or said, by it. */
    boolean hasToDo() {
        return process.alive
                && !hangs
                && (answered < process.commands.size() || unsaid.length() > 0 || isVersion2 && !isReady);
    }

    /** Does what it was told to, so many commands of that. */
    void answer(int most) {
        if (hangs || !process.alive) {
            return;
        }
        process.says(unsaid.toString());
        unsaid.setLength(0);
        if (isVersion2 && !isReady) {
            isReady = true;
            say(READY);
        }
        for (int i = 0; i < most && process.alive && answered < process.commands.size(); i++) {
            answer(read(process.commands.get(answered++)));
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException damaged) {
            throw new AssertionError(line, damaged);
        }
    }

    private void answer(JsonNode command) {
        String name = command.path("name").asText();
        switch (command.path("command").asText()) {
            case "start" ->
                start(name, command.path("env").path(ServiceVariables.RUN).asText());
            case "stop" -> signal(name, command.path("signal").asText("TERM"));
            case "signal" -> signal(name, command.path("signal").asText());
            case "refork" -> refork(name);
            case "shutdown" -> process.exits(ExitStatus.exited(0));
            default -> throw new AssertionError(command);
        }
    }

    private void start(String name, String mark) {
        if (children.containsKey(name)) {
            say(isVersion2 ? "{'status':'failed','name':'" + name + "','reason':'It is running already.'}" : "");
            return;
        }
        FakeProcess child = system.forkedBy(process);
        child.mark = mark;
        if (!isWaitedFor.test(name)) {
            late.add(child);
        }
        children.put(name, child);
        child.reaper = status -> childHasExited(name, child, status);
        say("{'status':'started','name':'" + name + "','pid':" + child.pid() + "}");
    }

    private void childHasExited(String name, FakeProcess child, ExitStatus status) {
        if (process.alive && children.remove(name, child)) {
            say("{'status':'stopped','name':'" + name + "','pid':" + child.pid() + ",'exit_status':" + status.raw()
                    + "}");
        }
    }

    private void signal(String name, String signal) {
        FakeProcess child = children.get(name);
        if (child != null && (signal.equals("KILL") || signal.equals("TERM") && child.obeysTerm)) {
            child.exits(new ExitStatus(signal.equals("KILL") ? 9 : 15));
        }
    }

    private void refork(String name) {
        if (!isVersion2) {
            return;
        }
        say(
                name.isEmpty()
                        ? "{'status':'reforked','pid':9}"
                        : children.containsKey(name)
                                ? "{'status':'reforked','name':'" + name + "','pid':99,'memory_mb':120}"
                                : "{'status':'refused','command':'refork','reason':'It does not run.'}");
    }

    void say(String json) {
        String line = json.isEmpty() ? "" : json.replace('\'', '"') + "\n";
        if (hangs) {
            unsaid.append(line);
        } else {
            process.writes(ChildStream.STATUS, line);
        }
    }

    /** Says something that is not so, or means nothing. */
    void lie(int how, String name, long pid) {
        lies = true;
        List<String> lies = List.of(
                "{'status':'started','name':'" + name + "','pid':" + pid + "}",
                "{'status':'stopped','name':'" + name + "','exit_status':256}",
                "{'status':'stopped','name':'" + name + "','pid':" + pid + ",'exit_status':0}",
                "{'status':'failed','name':'" + name + "','reason':'No such file.'}",
                READY,
                "{'status':'ready','protocol':1}",
                "{'status':'reforked','name':'" + name + "'}",
                "{'status':'reforked'}",
                "{'status':'refused','command':'refork','reason':''}",
                "{'status':'stale','count':2,'files':['a.py']}",
                "{'status':'started','name':'" + name + "','pid':1}",
                "{'status':'started','name':'" + name,
                "[1]",
                "\0\u00ff");
        if (process.alive) {
            process.says(lies.get(how % lies.size()));
        }
    }
}
