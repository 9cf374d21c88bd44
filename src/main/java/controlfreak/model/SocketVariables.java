package controlfreak.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The variables that tell a process of a service which listening sockets it has. Pure; any thread. */
public final class SocketVariables {
    /** The descriptor of the first; the others follow (sd_listen_fds(3)). */
    public static final int FIRST = 3;

    /** The process that they are for, which is known only once it is there. */
    public static final String PID = "LISTEN_PID";

    private static final String COUNT = "LISTEN_FDS";
    private static final String NAMES = "LISTEN_FDNAMES";

    /** How Perl's servers find them (Server::Starter): {@code 127.0.0.1:8080=3;run/api.sock=4}. */
    private static final String PLACES = "SERVER_STARTER_PORT";

    private SocketVariables() {}

    /**
     * What a service's process gets, but for {@link #PID}; nothing where it has no socket from {@link #FIRST} on.
     *
     * @param sockets all of the workspace
     */
    public static Environment of(ServiceSpec service, List<SocketSpec> sockets) {
        List<String> names = service.sockets();
        Map<String, SocketSpec> byName =
                sockets.stream().collect(Collectors.toMap(SocketSpec::name, Function.identity()));
        if (names.isEmpty()) {
            return Environment.EMPTY;
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SocketSpec spec = byName.get(names.get(i));
            if (spec != null) {
                places.add(spec.place().text() + "=" + (FIRST + i));
            }
        }
        return Environment.EMPTY
                .with(COUNT, Integer.toString(names.size()))
                .with(NAMES, String.join(":", names))
                .with(PLACES, String.join(";", places));
    }
}
