package controlfreak.engine.base;

import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketNames;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.model.status.SocketStatus;
import controlfreak.process.Handover;
import controlfreak.process.LaunchException;
import controlfreak.process.Listeners;
import controlfreak.process.Listeners.Listener;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The workspace's sockets that listen. Each is bound when the first process needs it, and from then on stays bound, so
 * that connections wait while processes come and go; it is closed where the workspace no longer has it as it was. Engine
 * thread only, but for {@link #statuses()}.
 */
public final class Sockets {
    /** One that is bound, and by what wish. */
    private record Bound(SocketSpec spec, Path folder, Listener listener) {
        boolean isAsWished(SocketSpec wished, Path newFolder) {
            boolean isPath = wished.place() instanceof SocketPlace.Unix;
            return spec.place().equals(wished.place()) && (!isPath || folder.equals(newFolder));
        }
    }

    private final Listeners listeners;
    private final ProcessTable table;
    private final Lookout lookout;
    private final RunJournal journal;
    private final Map<String, Bound> bound = new HashMap<>();
    /** Those that were bound otherwise: who has inherited them then has them still. */
    private final Set<String> changed = new HashSet<>();

    private final Map<String, String> problems = new HashMap<>();
    private Map<String, SocketSpec> specs = Map.of();
    private Path folder = Path.of("");
    private volatile List<SocketStatus> statuses = List.of();

    Sockets(Listeners listeners, ProcessTable table, Lookout lookout, RunJournal journal) {
        this.listeners = listeners;
        this.table = table;
        this.lookout = lookout;
        this.journal = journal;
    }

    /** Closes those that are no more wished for as they were. */
    public void follow(Wish wish) {
        folder = wish.folder();
        specs = new LinkedHashMap<>();
        SocketNames.ofProcesses(wish.workspace()).forEach(spec -> specs.put(spec.name(), spec));
        List.copyOf(bound.keySet()).forEach(name -> {
            SocketSpec wished = specs.get(name);
            Bound before = bound.get(name);
            if (wished == null || !before.isAsWished(wished, folder)) {
                bound.remove(name).listener().close();
                changed.add(name);
            } else if (wished.backlog() != before.spec().backlog()) {
                before.listener().queue(wished.backlog());
                bound.put(name, new Bound(wished, folder, before.listener()));
            }
        });
        problems.clear();
        publish();
    }

    private void publish() {
        statuses = specs.values().stream()
                .map(spec ->
                        new SocketStatus(spec, bound.containsKey(spec.name()), problems.getOrDefault(spec.name(), "")))
                .toList();
    }

    /** All of the workspace, in its order. Any thread. */
    public List<SocketStatus> statuses() {
        return statuses;
    }

    /** The wishes for all of the workspace. Any thread. */
    List<SocketSpec> specs() {
        return statuses.stream().map(SocketStatus::spec).toList();
    }

    /** What a service without a proxy inherits; binds what is not bound. */
    public Handover of(ServiceSpec service) throws LaunchException {
        List<Integer> descriptors = new ArrayList<>();
        for (String name : service.sockets()) {
            descriptors.add(open(name).descriptor());
        }
        return service.streams().stdin() instanceof Stdin.Socket input
                ? new Handover(descriptors, OptionalInt.of(open(input.name()).descriptor()))
                : new Handover(descriptors, OptionalInt.empty());
    }

    /** The sockets of those names, in order; binds what is not bound. */
    public Map<String, Listener> open(List<String> names) throws LaunchException {
        Map<String, Listener> open = new LinkedHashMap<>();
        for (String name : names) {
            open.put(name, open(name));
        }
        return open;
    }

    /** The socket of that name where it is bound. */
    public Optional<Listener> bound(String name) {
        return Optional.ofNullable(bound.get(name)).map(Bound::listener);
    }

    /**
     * Binds the sockets of those names that are not bound.
     *
     * @param ending who has them will have ended before they are needed
     * @return which cannot be had and why, in a sentence for people; empty where all are bound, or will be free
     */
    public Optional<String> obstacle(List<String> names, Predicate<SeenProcess> ending) {
        for (String name : names) {
            try {
                open(name, ending);
            } catch (LaunchException refused) {
                if (!isFreeOnceEnded(name, ending)) {
                    return Optional.of(refused.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFreeOnceEnded(String name, Predicate<SeenProcess> ending) {
        List<SeenProcess> holders =
                Optional.ofNullable(specs.get(name)).map(this::holders).orElse(List.of());
        return !holders.isEmpty() && holders.stream().allMatch(ending);
    }

    private Listener open(String name) throws LaunchException {
        return open(name, process -> false);
    }

    private Listener open(String name, Predicate<SeenProcess> ending) throws LaunchException {
        Optional<Listener> present = bound(name);
        if (present.isPresent()) {
            return present.get();
        }
        SocketSpec spec = Optional.ofNullable(specs.get(name))
                .orElseThrow(() -> new LaunchException("There is no socket named \"" + name + "\"."));
        try {
            Listener listener = listeners.bind(spec.place(), folder, spec.backlog());
            bound.put(name, new Bound(spec, folder, listener));
            problems.remove(name);
            return listener;
        } catch (Listeners.BindException refused) {
            String problem = "Socket " + name + ": " + refused.getMessage() + holder(refused, spec, ending);
            problems.put(name, problem);
            throw new LaunchException(problem);
        } finally {
            publish();
        }
    }

    private String holder(Listeners.BindException refused, SocketSpec spec, Predicate<SeenProcess> ending) {
        return (refused.isTaken() ? holders(spec) : List.<SeenProcess>of())
                .stream()
                        .filter(ending.negate())
                        .findFirst()
                        .map(process -> holder(process, spec.name()))
                        .orElse("");
    }

    private List<SeenProcess> holders(SocketSpec spec) {
        return PortHolders.of(listening(spec.place()), table.sockets(), lookout.now());
    }

    private String holder(SeenProcess process, String socket) {
        String held = " It is held by " + Phrases.named(process, journal);
        return changed.contains(socket) && journal.nameOf(process).isPresent()
                ? held + ", which has it as it was before the change. Restart all that have it together."
                : held + ".";
    }

    private Set<Long> listening(SocketPlace place) {
        return place instanceof SocketPlace.Tcp tcp
                ? PortHolders.at(tcp.port(), table.sockets())
                : table.sockets()
                        .at(folder.resolve(((SocketPlace.Unix) place).path()).normalize());
    }

    /** The socket at a port that a service is given. */
    public Optional<SocketSpec> given(ServiceSpec service, int port) {
        return service.allSockets().stream()
                .map(specs::get)
                .filter(spec -> spec != null && spec.place() instanceof SocketPlace.Tcp tcp && tcp.port() == port)
                .findFirst();
    }
}
