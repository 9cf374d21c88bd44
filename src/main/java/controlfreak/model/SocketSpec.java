package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A listening socket that is bound once and handed to all services that name it. Immutable; any thread.
 *
 * @param name unique in its workspace; letters, digits and underscores, as it is part of a variable's name; with an
 *     instance's number in it, as in <code>web_${instance}</code>, it stands for one socket of each instance
 * @param backlog how many connections may wait to be accepted, 1 to 65535; the system may take fewer
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record SocketSpec(String name, SocketPlace place, int backlog, Map<String, Object> extra) {
    /** As systemd's. */
    public static final int DEFAULT_BACKLOG = 4096;

    public static final int MAX_BACKLOG = 65535;
    public static final int MAX_NAME_LENGTH = 64;

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_]+");

    public SocketSpec {
        nameProblem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        backlogProblem(backlog).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        instanceProblem(name, place).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static SocketSpec of(String name, SocketPlace place) {
        return new SocketSpec(name, place, DEFAULT_BACKLOG, Map.of());
    }

    /** Says what is wrong with a socket's name, in a sentence for people; empty where it is fine. */
    public static Optional<String> nameProblem(String name) {
        if (name.isEmpty()) {
            return Optional.of("A name is needed.");
        }
        if (name.length() > MAX_NAME_LENGTH) {
            return Optional.of("A socket's name has at most " + MAX_NAME_LENGTH + " characters.");
        }
        Optional<String> template = InstanceTemplate.problem(name);
        if (template.isPresent()) {
            return template;
        }
        return LEGAL.matcher(InstanceTemplate.filledIn(name, 1)).matches()
                ? Optional.empty()
                : Optional.of("A socket's name has only letters, digits and underscores.");
    }

    /** Says that one of name and place, and not the other, is made of an instance's number; empty where that is not so. */
    public static Optional<String> instanceProblem(String name, SocketPlace place) {
        return InstanceTemplate.isIn(name) == place.isPerInstance()
                ? Optional.empty()
                : Optional.of("A socket for each instance has the instance's number in its name and in its place:"
                        + " web_${instance} at 127.0.0.1:${9100+instance}.");
    }

    /** Whether it stands for one socket of each instance. */
    public boolean isPerInstance() {
        return place.isPerInstance();
    }

    /**
     * The socket of one instance.
     *
     * @throws IllegalArgumentException where that would have no port, with a sentence for people
     */
    public SocketSpec forInstance(int instance) {
        return new SocketSpec(InstanceTemplate.filledIn(name, instance), place.forInstance(instance), backlog, extra);
    }

    /** Says what is wrong with a length of the queue, in a sentence for people; empty where it is fine. */
    public static Optional<String> backlogProblem(int backlog) {
        return backlog < 1 || backlog > MAX_BACKLOG
                ? Optional.of("The number of connections that may wait is between 1 and " + MAX_BACKLOG + ".")
                : Optional.empty();
    }
}
