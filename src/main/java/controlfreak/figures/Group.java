package controlfreak.figures;

import java.util.List;
import java.util.Optional;

/** A group's memory, now and before. Immutable; any thread. */
public record Group(GroupFigures figures, MemoryHistory history) {
    public static final Group EMPTY = new Group(new GroupFigures(Optional.empty(), List.of()), MemoryHistory.EMPTY);
}
