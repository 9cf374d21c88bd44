package controlfreak.model;

import java.util.Optional;

/**
 * What a running service understands. Immutable; any thread.
 *
 * @param stop how it is asked to end
 * @param reload how it takes up changed settings; empty where it cannot
 */
public record Control(Stop stop, Optional<Reload> reload) {
    public static final Control DEFAULT = new Control(Stop.DEFAULT, Optional.empty());

    public Control withStop(Stop newStop) {
        return new Control(newStop, reload);
    }

    public Control withReload(Reload newReload) {
        return new Control(stop, Optional.of(newReload));
    }
}
