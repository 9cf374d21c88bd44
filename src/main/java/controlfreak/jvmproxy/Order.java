package controlfreak.jvmproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A start command, checked. Immutable. */
record Order(
        String name, Object command, String folder, Map<?, ?> env, boolean session, boolean keepOut, boolean keepErr) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    /** @throws IllegalArgumentException with a reason for people */
    static Order of(Map<?, ?> command) {
        Object name = command.get("name");
        if (!(name instanceof String text) || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("A name consists of letters, digits, _ . -");
        }
        if (command.get("tie_stdin_to") != null
                || command.get("sockets") instanceof List<?> sockets && !sockets.isEmpty()) {
            throw new IllegalArgumentException("A JVM hands on no sockets. Take the service out of the proxy");
        }
        Object env = command.get("env");
        if (env != null && !(env instanceof Map)) {
            throw new IllegalArgumentException("The environment is no object");
        }
        return new Order(
                text,
                command.get("cmd"),
                command.get("cwd") instanceof String folder ? folder : "",
                env == null ? Map.of() : (Map<?, ?>) env,
                !isTrue(command.get("no_new_session")),
                !isTrue(command.get("ignore_stdout")),
                !isTrue(command.get("ignore_stderr")));
    }

    private static boolean isTrue(Object value) {
        return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
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
            variables.add(value == null ? variable : variable + "=" + value);
        });
        variables.add("CONTROL_FREAK_ENABLED=1");
        variables.add("CONTROL_FREAK_SERVICE=" + name);
        return variables;
    }
}
