package controlfreak.workspace.preset;

import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What fits one well-known program, or one kind of application. Immutable; any thread.
 *
 * @param icon its symbol, as the icon font names it
 * @param about what it is for, in a few words
 * @param programs commands that it is meant for, each its first words: {@code python3 -m http.server}
 * @param placeholder the part of its own command that an operator has to write over; empty where there is none
 * @param port where its own command line names the port that it listens on
 * @param foreground how it is kept from going to the background
 * @param service a service as it should be; its name and command are examples
 * @param proxy the proxy that its services are to stand below, with them; empty for a service by itself
 * @param notes what its variables mean, by their names
 */
public record Preset(
        String name,
        String icon,
        String about,
        List<String> programs,
        String placeholder,
        Optional<PortOption> port,
        Optional<Foreground> foreground,
        ServiceSpec service,
        Optional<ProxySpec> proxy,
        Map<String, String> notes) {
    public Preset {
        programs = List.copyOf(programs);
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * Where a command names its port.
     *
     * @param option finds it, as its first group
     * @param isAssumed whether the program takes the preset's port where its command names none
     */
    public record PortOption(Pattern option, boolean isAssumed) {}

    /**
     * How a program is kept in the foreground.
     *
     * @param add what its command needs for that; empty where it stays there by itself
     * @param stays finds in a command that it stays there
     * @param leaves finds in a command that it goes to the background
     */
    public record Foreground(String add, Optional<Pattern> stays, Optional<Pattern> leaves) {}

    /** How many words of a command make this preset the one that is meant; 0 where it is not. */
    int fits(List<String> words) {
        return programs.stream()
                .mapToInt(program -> fits(List.of(program.split(" ")), words))
                .max()
                .orElse(0);
    }

    private static int fits(List<String> program, List<String> words) {
        List<String> rest = new ArrayList<>(words);
        if (rest.isEmpty() || !program.get(0).equals(ProgramName.of(rest.get(0)))) {
            return 0;
        }
        int at = 0;
        for (String word : program.subList(1, program.size())) {
            int found = rest.subList(at + 1, rest.size()).indexOf(word);
            if (found < 0) {
                return 0;
            }
            at += found + 1;
        }
        return program.size();
    }

    /** The program that has to be installed for it: the first word of the first of its commands. */
    public Optional<String> program() {
        return programs.stream().findFirst().map(program -> program.split(" ")[0]);
    }
}
