package controlfreak.figures;

import java.util.List;
import java.util.Optional;

/** A group's memory, now and before. Immutable; any thread. */
public record Group(GroupFigures figures, History history) {
    public static final Group EMPTY = new Group(new GroupFigures(Optional.empty(), List.of()), History.EMPTY);
}
