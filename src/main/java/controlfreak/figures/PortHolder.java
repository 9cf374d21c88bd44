package controlfreak.figures;

import controlfreak.process.ListeningSockets;
import controlfreak.process.procfs.SystemFigures;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A process that listens at a port, whoever started it. Immutable; any thread.
 *
 * @param program the name of its program; empty where the system does not tell
 */
public record PortHolder(long pid, String program) {
    /**
     * Finds who listens at a port. Blocks for as long as it takes to look at all processes of this user; empty where
     * nobody does any more, or it is somebody whose files this user may not see.
     */
    public static Optional<PortHolder> of(int port) {
        return of(port, SystemFigures.ofSockets());
    }

    static Optional<PortHolder> of(int port, ListeningSockets sockets) {
        Set<Long> wanted = sockets.ports().orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() == port)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> sockets.heldBy(process.pid(), wanted)
                        .filter(held -> !held.isEmpty())
                        .isPresent())
                .findFirst()
                .map(process -> new PortHolder(
                        process.pid(),
                        process.info()
                                .command()
                                .map(command -> Path.of(command).getFileName().toString())
                                .orElse("")));
    }
}
