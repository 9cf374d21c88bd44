package controlfreak.ui.environment.text;

import controlfreak.model.Environment;
import controlfreak.ui.environment.value.ControlPictures;
import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An environment as the lines of {@link KeyValueText}, to be edited as text. A mask stands for a secret that is not to be
 * seen, and never becomes its value. Immutable; any thread.
 *
 * @param text the lines
 * @param kept the variables that lines cannot hold, which stay as they are
 */
record EnvironmentText(String text, List<String> kept) {
    private static final int LONGEST = 8192;
    private static final String DOT = Secrets.MASK.substring(0, 1);

    /** What is wrong with a line; lines count from 1. */
    record Problem(int line, String text) {}

    /** What a text means, and what keeps it from being taken. */
    record Reading(Environment environment, List<Problem> problems) {}

    EnvironmentText {
        kept = List.copyOf(kept);
    }

    static EnvironmentText of(Environment own, Predicate<String> masked) {
        StringBuilder text = new StringBuilder();
        List<String> kept = new ArrayList<>();
        own.entries().forEach((name, value) -> {
            boolean hidden = value.isPresent() && masked.test(name);
            String line = KeyValueText.format(name, hidden ? Optional.of(Secrets.MASK) : value);
            if (isWritable(name, value)) {
                text.append(ControlPictures.shown(line)).append('\n');
            } else {
                kept.add(name);
            }
        });
        return new EnvironmentText(text.toString(), kept);
    }

    private static boolean isWritable(String name, Optional<String> value) {
        String line = KeyValueText.format(name, value);
        List<KeyValueText.Line> read = KeyValueText.parse(line);
        return line.length() <= LONGEST
                && ControlPictures.possible(line)
                && read.size() == 1
                && read.get(0).isValid()
                && read.get(0).name().equals(name)
                && read.get(0).value().equals(value);
    }

    /**
     * Reads what became of this text.
     *
     * @param base the environment that the text was made of
     */
    Reading read(String edited, Environment base, Predicate<String> masked) {
        String meant = ControlPictures.meant(edited);
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (KeyValueText.Line line : KeyValueText.parse(meant)) {
            Optional<String> value = unmasked(line, base, masked);
            line.problem()
                    .or(() -> problem(line.name(), value, base, masked))
                    .ifPresentOrElse(
                            wrong -> problems.add(new Problem(line.line(), wrong)),
                            () -> entries.put(line.name(), value));
        }
        KeyValueText.comments(meant).forEach(line -> problems.add(new Problem(line, Texts.text("env.text.comment"))));
        problems.sort(Comparator.comparingInt(Problem::line));
        kept.forEach(name -> entries.put(name, base.value(name)));
        return new Reading(Environment.of(entries), List.copyOf(problems));
    }

    private static Optional<String> unmasked(KeyValueText.Line line, Environment base, Predicate<String> masked) {
        boolean stands = line.value().equals(Optional.of(Secrets.MASK)) && masked.test(line.name());
        return stands ? base.value(line.name()).or(line::value) : line.value();
    }

    private Optional<String> problem(String name, Optional<String> value, Environment base, Predicate<String> masked) {
        if (kept.contains(name)) {
            return Optional.of(Texts.text("env.text.kept.line", name));
        }
        boolean mask = value.filter(text -> text.contains(masked.test(name) ? DOT : Secrets.MASK))
                .isPresent();
        return mask && !base.value(name).equals(value) ? Optional.of(Texts.text("env.text.mask")) : Optional.empty();
    }
}
