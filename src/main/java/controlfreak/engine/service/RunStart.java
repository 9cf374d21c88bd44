package controlfreak.engine.service;

import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a process of a service has begun. Immutable; any thread.
 *
 * @param leader empty where it was gone at once, or cannot be proved to be ours
 * @param number its number, as far as known
 * @param variables all that it was given, but for what is only for finding it
 * @param areKnown whether it was given just those, rather than that they are the best guess
 * @param pipes by which it writes to the panel itself
 * @param isOwnProgram whether its proxy executes it as a program of its own, which shares nothing with it
 */
public record RunStart(
        Optional<ProcessIdentity> leader,
        OptionalLong number,
        Map<String, String> variables,
        boolean areKnown,
        OutputPipes pipes,
        boolean isOwnProgram,
        Instant since) {
    /** Of one that this panel has started itself. */
    public RunStart(
            Optional<ProcessIdentity> leader,
            OptionalLong number,
            Map<String, String> variables,
            OutputPipes pipes,
            Instant since) {
        this(leader, number, variables, true, pipes, false, since);
    }

    /** No variables: their values may be secrets. */
    @Override
    public String toString() {
        return number + " since " + since;
    }
}
