package controlfreak.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for names of proxies and services, from the ControlFreak manual. Any thread. */
public final class Names {
    /** Longer names would not fit file names (255 bytes on most systems) once a suffix is added. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_.-]+");

    private Names() {}

    /** Says what is wrong with a name, in a sentence for people; empty where it is fine. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("A name is needed.");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("A name has at most " + MAX_LENGTH + " characters.");
        }
        if (!LEGAL.matcher(name).matches()) {
            Optional<String> hidden = HiddenCharacters.problem(name);
            return hidden.isPresent()
                    ? hidden
                    : Optional.of("A name has only letters, digits, dots, dashes and underscores.");
        }
        if (name.equals("-") || name.equals(".") || name.equals("..")) {
            return Optional.of("The name \"" + name + "\" has a meaning of its own. Choose another.");
        }
        return Optional.empty();
    }
}
