package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that one level (workspace, proxy or service) sets or removes, in the order they were written.
 *
 * <p>A name is <em>set</em> (it has a value), <em>removed</em> (an inherited value is taken away) or not mentioned.
 * Immutable; any thread.
 */
public final class Environment {
    public static final Environment EMPTY = new Environment(new LinkedHashMap<>());

    private final Map<String, Optional<String>> entries;

    private Environment(Map<String, Optional<String>> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * Makes an environment of entries in their order; an empty value removes the inherited variable.
     *
     * @throws IllegalArgumentException where a name or a value cannot be an environment variable
     */
    public static Environment of(Map<String, Optional<String>> entries) {
        entries.forEach(Environment::check);
        return entries.isEmpty() ? EMPTY : new Environment(new LinkedHashMap<>(entries));
    }

    /**
     * Says what is wrong with a variable's name (POSIX: not empty, no "=", no NUL; and nothing that cannot be seen, for
     * no program would find it); empty where it is fine.
     */
    public static Optional<String> nameProblem(String name) {
        if (name.isEmpty()) {
            return Optional.of("A variable needs a name.");
        }
        if (name.indexOf('=') >= 0) {
            return Optional.of("A variable's name cannot hold \"=\".");
        }
        if (name.indexOf('\0') >= 0) {
            return Optional.of("A variable's name cannot hold a NUL character.");
        }
        return HiddenCharacters.problem(name);
    }

    /**
     * Says what is wrong with a variable's value (POSIX: no NUL; execve(2): 128 KiB, with the name); empty where it is
     * fine.
     */
    public static Optional<String> valueProblem(String value) {
        if (value.indexOf('\0') >= 0) {
            return Optional.of("A variable's value cannot hold a NUL character.");
        }
        return ExecLimit.isAbove(value)
                ? Optional.of("A variable's value is longer than a process can get (128 KiB).")
                : Optional.empty();
    }

    private static void check(String name, Optional<String> value) {
        nameProblem(name).or(() -> value.flatMap(Environment::valueProblem)).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** The entries in their order; an empty value removes the inherited variable. */
    public Map<String, Optional<String>> entries() {
        return entries;
    }

    /** The value that this level sets; empty where it removes the name or does not mention it. */
    public Optional<String> value(String name) {
        return entries.getOrDefault(name, Optional.empty());
    }

    public boolean mentions(String name) {
        return entries.containsKey(name);
    }

    public boolean removes(String name) {
        return mentions(name) && value(name).isEmpty();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** This environment with one variable set; a name already mentioned keeps its place. */
    public Environment with(String name, String value) {
        return edited(name, Optional.of(value));
    }

    /** This environment with all that another says, too; what both mention is as the other has it. */
    public Environment and(Environment other) {
        Map<String, Optional<String>> copy = new LinkedHashMap<>(entries);
        copy.putAll(other.entries);
        return of(copy);
    }

    /** This environment taking one inherited variable away; a name already mentioned keeps its place. */
    public Environment withRemoved(String name) {
        return edited(name, Optional.empty());
    }

    /** This environment no longer mentioning a name. */
    public Environment without(String name) {
        Map<String, Optional<String>> copy = new LinkedHashMap<>(entries);
        copy.remove(name);
        return of(copy);
    }

    private Environment edited(String name, Optional<String> value) {
        Map<String, Optional<String>> copy = new LinkedHashMap<>(entries);
        copy.put(name, value);
        return of(copy);
    }

    /** Sets and removes this level's variables in a map of inherited ones. */
    public void applyTo(Map<String, String> inherited) {
        entries.forEach((name, value) ->
                value.ifPresentOrElse(text -> inherited.put(name, text), () -> inherited.remove(name)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Environment that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** Names only: values may be secrets, and text like this ends up in logs. */
    @Override
    public String toString() {
        return "Environment" + entries.keySet();
    }
}
