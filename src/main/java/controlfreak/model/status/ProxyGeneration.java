package controlfreak.model.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which process of a proxy it is that forks its services now, and from what. Immutable; any thread.
 *
 * @param number counts its processes since it was added, 1 and up; 0 where none lives
 * @param template the worker that it forks from; empty where it forks from its own memory
 * @param stale the files that have changed since it loaded them; empty where none has, or it does not look
 */
public record ProxyGeneration(int number, Optional<Template> template, Optional<StaleFiles> stale) {
    public static final ProxyGeneration NONE = new ProxyGeneration(0, Optional.empty(), Optional.empty());

    /**
     * A worker whose warmed-up memory later workers begin with.
     *
     * @param worker the name of its service's process
     * @param since when it became the template
     * @param pid the process that has this memory and does nothing but fork, where the proxy said so
     * @param memory its bytes in memory, where the proxy said so
     */
    public record Template(String worker, Instant since, OptionalLong pid, OptionalLong memory) {}

    /**
     * Files that have changed since they were loaded.
     *
     * @param count how many, 1 and up
     * @param files the first of them
     */
    public record StaleFiles(int count, List<String> files) {
        public StaleFiles {
            files = List.copyOf(files);
        }
    }
}
