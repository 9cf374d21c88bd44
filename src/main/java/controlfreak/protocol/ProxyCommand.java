package controlfreak.protocol;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.model.Streams;
import controlfreak.model.rights.RunAs;
import java.util.List;
import java.util.Optional;

/** What the engine tells a proxy. Immutable; any thread. */
public sealed interface ProxyCommand {
    /**
     * Fork a service.
     *
     * @param command run by the proxy as code of its own language, inside the forked child
     * @param env added to the child's environment; a removed variable is sent as {@code null}
     * @param sockets the listening sockets that the child has from descriptor 3 on, by name; proxies of version 1 do not
     *     look at it
     * @param cwd the child's working folder; proxies of version 1 do not look at it
     * @param runAs for a proxy that says {@code rights}; others do not look at it
     * @param outputs for a proxy that says {@code fifos}; others do not look at it
     */
    record Start(
            String name,
            Command command,
            Environment env,
            Streams streams,
            List<String> sockets,
            Optional<String> cwd,
            RunAs runAs,
            Outputs outputs)
            implements ProxyCommand {
        /** A start that keeps both outputs and the proxy's own working folder. */
        public static Start of(String name, Command command, Environment env) {
            return new Start(
                    name, command, env, Streams.DEFAULT, List.of(), Optional.empty(), RunAs.PANEL, Outputs.PASSED_ON);
        }
    }

    /**
     * The paths of pipes that a child has as its outputs, each opened for reading and writing; where there is none, or it
     * cannot be opened, the proxy passes on what the child writes.
     */
    record Outputs(Optional<String> stdout, Optional<String> stderr) {
        public static final Outputs PASSED_ON = new Outputs(Optional.empty(), Optional.empty());
    }

    /**
     * End a service's process group.
     *
     * @param signal instead of SIGTERM; proxies of version 1 send SIGTERM all the same
     * @param reach whom it is for; empty for the group, which is whom proxies of version 1 send it to all the same
     */
    record Stop(String name, Optional<Signal> signal, Optional<Reach> reach) implements ProxyCommand {}

    /** Send a service's process group a signal (version 2). */
    record SendSignal(String name, Signal signal) implements ProxyCommand {}

    /**
     * Write to a service's standard input (version 2, a proxy that says {@code input}).
     *
     * @param text may be empty
     * @param end whether nothing comes after it
     */
    record Input(String name, String text, boolean end) implements ProxyCommand {
        /** No text: what is typed may be a secret. */
        @Override
        public String toString() {
            return "Input for " + name;
        }
    }

    /**
     * Fork from a worker's warmed-up memory from now on (version 2).
     *
     * @param name the worker; empty for the proxy's own memory
     */
    record Refork(Optional<String> name) implements ProxyCommand {}

    /** Stop all children, then exit (version 2). */
    record Shutdown() implements ProxyCommand {}
}
