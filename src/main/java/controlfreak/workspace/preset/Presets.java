package controlfreak.workspace.preset;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** All presets, those whose program is installed first. Immutable; any thread. */
public record Presets(List<Choice> choices) {
    public static final Presets NONE = new Presets(List.of());

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    /** A preset, and whether its program is installed. */
    public record Choice(Preset preset, boolean isFound) {}

    /** @param isInstalled whether there is a program of that name */
    public static Presets of(List<Preset> presets, Predicate<String> isInstalled) {
        return new Presets(presets.stream()
                .map(preset -> new Choice(
                        preset, preset.program().map(isInstalled::test).orElse(true)))
                .sorted(Comparator.comparing((Choice choice) -> !choice.isFound())
                        .thenComparing(choice -> choice.preset().name(), String.CASE_INSENSITIVE_ORDER))
                .toList());
    }

    /** Those for a service by itself. */
    public List<Choice> ofServices() {
        return choices.stream()
                .filter(choice -> choice.preset().proxy().isEmpty())
                .toList();
    }

    /** Those for a proxy with its services. */
    public List<Choice> ofProxies() {
        return choices.stream()
                .filter(choice -> choice.preset().proxy().isPresent())
                .toList();
    }

    /**
     * The preset that is meant for a command.
     *
     * @param words the command's; variables may be set in front of it
     */
    public Optional<Preset> fitting(List<String> words) {
        List<String> command = words.stream()
                .dropWhile(word -> ASSIGNMENT.matcher(word).matches())
                .toList();
        return ofServices().stream()
                .map(Choice::preset)
                .filter(preset -> preset.fits(command) > 0)
                .max(Comparator.comparingInt(preset -> preset.fits(command)));
    }
}
