package controlfreak.jvmproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A start command, checked. Immutable. */
record Order(
        String name,
        Object command,
        String folder,
        Map<?, ?> env,
        List<String> rights,
        List<String> sockets,
        Input input,
        boolean session,
        boolean keepOut,
        boolean keepErr) {
    /** What a name is to be, in words. */
    static final String NAME_RULE = "A name has up to 200 letters, digits, _ . - and is not \"-\"";

    private static final Pattern NAME = Pattern.compile("(?!-\\z)[A-Za-z0-9_.-]{1,200}");
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    /** @throws IllegalArgumentException with a reason for people */
    static Order of(Map<?, ?> command) {
        Object name = command.get("name");
        if (!(name instanceof String text) || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(NAME_RULE);
        }
        Object folder = command.get("cwd") == null ? "" : command.get("cwd");
        if (!(folder instanceof String)) {
            throw new IllegalArgumentException("The working folder is no text");
        }
        Object env = command.get("env");
        if (env != null && !(env instanceof Map)) {
            throw new IllegalArgumentException("The environment is no object");
        }
        return new Order(
                text,
                command.get("cmd"),
                (String) folder,
                env == null ? Map.of() : (Map<?, ?>) env,
                Rights.of(command),
                sockets(command.get("sockets")),
                Input.of(command),
                !isTrue(command.get("no_new_session")),
                !isTrue(command.get("ignore_stdout")),
                !isTrue(command.get("ignore_stderr")));
    }

    private static List<String> sockets(Object names) {
        if (names == null) {
            return List.of();
        }
        if (!(names instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException("The sockets are no list of names");
        }
        return list.stream().map(String.class::cast).toList();
    }

    /** As the protocol says it, by 0 and 1, or as a language has it that does not tell numbers from texts. */
    static boolean isTrue(Object value) {
        return value instanceof Number number
                ? number.doubleValue() != 0
                : value != null && !Set.of(false, "", "0").contains(value);
    }

    /** All that the child will have, from what the proxy has. */
    Map<String, String> environment(Map<String, String> inherited) {
        Map<String, String> all = new HashMap<>(inherited);
        env.forEach((name, value) -> {
            if (value == null) {
                all.remove(String.valueOf(name));
            } else {
                all.put(String.valueOf(name), String.valueOf(value));
            }
        });
        return all;
    }

    /** The child's variables: those of the order, and those that each child has. */
    List<String> variables(boolean jvm, Map<String, String> inherited) {
        List<String> variables = new ArrayList<>();
        // The C library's heaps for each thread are the larger part of a small JVM.
        if (jvm && !inherited.containsKey(ARENAS)) {
            variables.add(ARENAS + "=1");
        }
        env.forEach((key, value) -> {
            String variable = String.valueOf(key);
            if (variable.isEmpty() || variable.indexOf('=') >= 0) {
                throw new IllegalArgumentException("A variable cannot be called \"" + variable + "\"");
            }
            if (value != null && !(value instanceof String) && !(value instanceof Long)) {
                throw new IllegalArgumentException("The variable " + variable + " is no text");
            }
            variables.add(value == null ? variable : variable + "=" + value);
        });
        variables.add("CONTROL_FREAK_ENABLED=1");
        variables.add("CONTROL_FREAK_SERVICE=" + name);
        return variables;
    }
}
