package controlfreak.process;

import controlfreak.model.SocketVariables;
import controlfreak.model.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be started. The child leads a session of its own, and has no descriptors but those
 * named here, and the panel's ends of its output pipes, which keep what it has written should the panel be killed. Immutable; any thread.
 *
 * @param command the program and its arguments; a program without a slash is looked up on the PATH of
 *     {@code environment}, one with a slash relative to {@code folder}
 * @param environment all variables of the child
 * @param folder its working folder
 * @param streams which of its standard streams are pipes; the others are /dev/null
 * @param sockets what it inherits to listen on
 * @param proxyPipes whether it gets {@link ChildStream#COMMAND}, {@link ChildStream#STATUS} and {@link ChildStream#LOG}
 * @param prelude what it does before the program runs
 */
public record LaunchRequest(
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Streams streams,
        Handover sockets,
        boolean proxyPipes,
        Prelude prelude) {
    /** The number by which a proxy has the first of its sockets: after its pipes, so that what it opens itself comes later. */
    public static final int FIRST_OF_PROXY = ChildStream.LOG.descriptor() + 1;

    public LaunchRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** One that inherits no socket, and does nothing before. */
    public LaunchRequest(
            List<String> command, Map<String, String> environment, Path folder, Streams streams, boolean proxyPipes) {
        this(command, environment, folder, streams, Handover.NONE, proxyPipes, Prelude.NONE);
    }

    /** The same with a prelude. */
    public LaunchRequest after(Prelude first) {
        return new LaunchRequest(command, environment, folder, streams, sockets, proxyPipes, first);
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return command.get(0) + " in " + folder + " with " + environment.keySet();
    }

    /** The number by which the child has the first of its sockets. */
    public int firstSocket() {
        return proxyPipes ? FIRST_OF_PROXY : SocketVariables.FIRST;
    }
}
