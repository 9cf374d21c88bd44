package controlfreak.model;

import java.util.Optional;

/**
 * What a running service understands. Immutable; any thread.
 *
 * @param stop how it is asked to end
 * @param reload how it takes up changed settings; empty where it cannot
 * @param pidFile where it writes which process is its main one, relative to its working folder; empty where it does not
 */
public record Control(Stop stop, Optional<Reload> reload, Optional<String> pidFile) {
    public static final Control DEFAULT = new Control(Stop.DEFAULT, Optional.empty(), Optional.empty());

    public Control {
        if (pidFile.filter(path -> path.isBlank() || path.indexOf('\0') >= 0).isPresent()) {
            throw new IllegalArgumentException("The path of a pid file is needed.");
        }
    }

    public Control withStop(Stop newStop) {
        return new Control(newStop, reload, pidFile);
    }

    public Control withReload(Reload newReload) {
        return withReload(Optional.of(newReload));
    }

    public Control withReload(Optional<Reload> newReload) {
        return new Control(stop, newReload, pidFile);
    }

    public Control withPidFile(Optional<String> newPidFile) {
        return new Control(stop, reload, newPidFile);
    }
}
