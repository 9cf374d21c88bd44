package controlfreak.workspace;

import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How it is said in a workspace file what is run around a run. Any thread. */
final class HookTypes {
    /** One command as a text or an object, or a list of such and of commands that are lists. */
    static final JsonType<List<Hook>> HOOKS = JsonTypes.of(HookTypes::hooks, HookTypes::plain);

    private HookTypes() {}

    private static List<Hook> hooks(JsonValue json) throws JsonProblem {
        if (!(json.content() instanceof List)) {
            return List.of(hook(json));
        }
        List<Hook> hooks = new ArrayList<>();
        for (JsonValue item : json.asArray()) {
            if (item.content() instanceof String text && text.startsWith("-")) {
                throw item.problem(
                        "A list here is one of commands. Put the words of a command into a list of their own:"
                                + " [[\"mkdir\", \"-p\", \"run\"]].");
            }
            hooks.add(hook(item));
        }
        return hooks;
    }

    private static Hook hook(JsonValue json) throws JsonProblem {
        if (!(json.content() instanceof Map)) {
            return Hook.of(SpecTypes.COMMAND.read(json));
        }
        JsonFields fields = new JsonFields(json);
        Hook usual = Hook.of(SpecTypes.COMMAND.read(fields.required(Keys.COMMAND)));
        if (fields.value(Keys.WAIT).isEmpty()) {
            return new Hook(usual.command(), usual.patience(), fields.rest());
        }
        JsonValue wait = fields.required(Keys.WAIT);
        Duration given = JsonTypes.SECONDS.read(wait);
        return wait.made(() -> new Hook(usual.command(), given, fields.rest()));
    }

    private static Object plain(List<Hook> hooks) {
        List<Object> all = hooks.stream().map(HookTypes::plain).toList();
        return all.size() == 1 && !(all.get(0) instanceof List) ? all.get(0) : all;
    }

    private static Object plain(Hook hook) {
        Object command = SpecTypes.COMMAND.plain(hook.command());
        boolean isMistaken = command instanceof String text && text.startsWith("-");
        if (hook.patience().equals(Hooks.USUAL_WAIT) && hook.extra().isEmpty() && !isMistaken) {
            return command;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(Keys.COMMAND, command);
        Ways.put(members, Keys.WAIT, JsonTypes.SECONDS, hook.patience(), Hooks.USUAL_WAIT);
        members.putAll(hook.extra());
        return members;
    }
}
