package controlfreak.figures;

import java.util.List;

/**
 * Where a process, or another of its process group, waits for TCP connections. Immutable; any thread.
 *
 * @param told false where the system was asked and does not tell
 * @param numbers in ascending order, each once
 */
public record Ports(boolean told, List<Integer> numbers) {
    public static final Ports NONE = new Ports(true, List.of());
    public static final Ports HIDDEN = new Ports(false, List.of());

    public Ports {
        numbers = List.copyOf(numbers);
    }
}
