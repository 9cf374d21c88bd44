package controlfreak.ui.fx;

import controlfreak.model.Check;
import controlfreak.model.InstanceTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Several instances that would all take one port, because a variable says the same to each. Any thread. */
public final class PortClash {
    private static final Pattern NAMES_A_PORT = Pattern.compile("(.*_)?PORT", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

    private PortClash() {}

    /** In a sentence, with what to write instead; empty where no variable names a port by its plain number. */
    public static Optional<String> in(Map<String, Optional<String>> variables) {
        return variables.entrySet().stream()
                .flatMap(entry -> port(entry.getKey(), entry.getValue()).stream()
                        .map(port -> Texts.text(
                                "form.instances.clash.variable",
                                entry.getKey(),
                                Integer.toString(port),
                                InstanceTemplate.sum(port - 1))))
                .findFirst();
    }

    /** The port that a variable names; empty where it names none. */
    static Optional<Integer> port(String name, Optional<String> value) {
        return value.filter(text -> NAMES_A_PORT.matcher(name).matches())
                .map(String::strip)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(port -> port > 0 && port <= Check.MAX_PORT);
    }
}
