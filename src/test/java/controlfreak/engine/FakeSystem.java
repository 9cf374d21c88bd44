package controlfreak.engine;

import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceVariables;
import controlfreak.model.Signal;
import controlfreak.process.Census;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.Delivery;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An operating system of the test's own: processes start and end when the test says so. */
final class FakeSystem implements Launcher, ProcessTable {
    /** A process that was launched, or that a fake proxy forked. */
    final class FakeProcess implements ChildProcess {
        final LaunchRequest request;
        final List<String> commands = new ArrayList<>();
        final List<Signal> signals = new ArrayList<>();
        private final ProcessIdentity identity;
        long parent;
        private final ChildListener listener;
        long group;
        long session;
        String program = "program";
        String mark = "";
        boolean immortal;
        boolean alive = true;
        boolean othersInGroup;
        boolean obeysTerm = true;
        boolean foreign;
        List<String> commandLine = List.of();
        /** Who reaps it. */
        Consumer<ExitStatus> reaper;

        /** How many bytes it has had written to disk. */
        long written;

        private FakeProcess(long pid, long parent, LaunchRequest request, ChildListener listener) {
            this.identity = new ProcessIdentity(pid, 1000 + pid);
            this.parent = parent;
            this.group = pid;
            this.session = pid;
            this.request = request;
            this.listener = listener;
            reaper = listener == null ? status -> {} : listener::exited;
        }

        long pid() {
            return identity.pid();
        }

        @Override
        public ProcessIdentity identity() {
            return identity;
        }

        @Override
        public void send(byte[] bytes) {
            commands.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public long unsent() {
            return 0;
        }

        @Override
        public void closeCommands() {}

        private SeenProcess seen(ProcessIdentity number) {
            return new SeenProcess(
                    number, parent, group, session, true, program, mark.isEmpty() ? Set.of() : Set.of(mark));
        }

        private ProcessIdentity other() {
            return new ProcessIdentity(OTHERS + pid(), identity.startTime());
        }

        void writes(ChildStream stream, String text) {
            listener.received(stream, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Says something on its status pipe. */
        void says(String json) {
            writes(ChildStream.STATUS, json.replace('\'', '"') + "\n");
        }

        void exits(ExitStatus status) {
            alive = false;
            reaper.accept(status);
        }
    }

    final List<FakeProcess> launched = new ArrayList<>();
    private final Map<Long, FakeProcess> processes = new HashMap<>();
    private final Map<Integer, Long> listening = new HashMap<>();
    /** How many connections wait to be accepted. */
    int waiting;

    private long nextPid = 100;
    Optional<String> refusal = Optional.empty();
    boolean isRefusedForGood;
    /** What a launch, a look at all processes or at one, or a signal to a group does before anything else; it may throw. */
    Runnable atLaunch = () -> {};

    Runnable atCensus = () -> {};

    Runnable atSignal = () -> {};

    Runnable atFacts = () -> {};
    /** Whether it tells of all processes. */
    boolean telling = true;

    private static final long OTHERS = 1_000_000;

    @Override
    public long writtenToDisk(ProcessIdentity process) {
        return Optional.ofNullable(processes.get(process.pid()))
                .map(found -> found.written)
                .orElse(0L);
    }

    Optional<SeenProcess> seen(FakeProcess process) {
        return Optional.of(process.seen(process.identity()));
    }

    @Override
    public ChildProcess launch(LaunchRequest request, ChildListener listener) throws LaunchException {
        atLaunch.run();
        if (refusal.isPresent()) {
            throw isRefusedForGood ? LaunchException.forGood(refusal.get()) : new LaunchException(refusal.get());
        }
        FakeProcess process = new FakeProcess(nextPid++, 1, request, listener);
        process.mark = request.environment().getOrDefault(ServiceVariables.RUN, "");
        launched.add(process);
        processes.put(process.pid(), process);
        return process;
    }

    FakeProcess last() {
        return launched.get(launched.size() - 1);
    }

    FakeProcess process(long pid) {
        return Optional.ofNullable(processes.get(pid)).orElseThrow();
    }

    /** A process that a proxy forked. */
    FakeProcess forkedBy(FakeProcess proxy) {
        FakeProcess child = new FakeProcess(nextPid++, proxy.pid(), null, null);
        processes.put(child.pid(), child);
        return child;
    }

    /** A process that is nobody's here. */
    long strangersPid() {
        return processes
                .computeIfAbsent(4711L, pid -> new FakeProcess(pid, 1, null, null))
                .pid();
    }

    @Override
    public Optional<Facts> facts(long pid) {
        atFacts.run();
        return Optional.ofNullable(processes.get(pid))
                .filter(process -> process.alive)
                .map(process -> new Facts(process.identity, process.parent, process.group));
    }

    @Override
    public Optional<Census> census() {
        atCensus.run();
        List<SeenProcess> all = new ArrayList<>();
        for (FakeProcess process : processes.values()) {
            if (process.alive) {
                all.add(process.seen(process.identity));
            }
            if (process.othersInGroup) {
                all.add(process.seen(process.other()));
            }
        }
        return telling ? Optional.of(new Census(all)) : Optional.empty();
    }

    /** A process that the engine did not start. */
    FakeProcess stranger(String program) {
        FakeProcess process = new FakeProcess(nextPid++, 1, null, null);
        process.program = program;
        processes.put(process.pid(), process);
        return process;
    }

    /** Has a process listen at a port. */
    void listens(FakeProcess process, int port) {
        listening.put(port, process.pid());
    }

    @Override
    public ListeningSockets sockets() {
        return new ListeningSockets() {
            @Override
            public OptionalInt waiting(int port) {
                return OptionalInt.of(waiting);
            }

            @Override
            public Optional<Map<Long, Integer>> ports() {
                return Optional.of(
                        listening.keySet().stream().collect(Collectors.toMap(Integer::longValue, port -> port)));
            }

            @Override
            public Optional<Set<Long>> heldBy(long pid, Set<Long> sockets) {
                return Optional.of(sockets.stream()
                        .filter(socket -> listening.get(socket.intValue()) == pid)
                        .collect(Collectors.toSet()));
            }
        };
    }

    @Override
    public boolean groupLives(ProcessIdentity leader) {
        FakeProcess process = processes.get(leader.pid());
        return process != null
                && process.identity.equals(leader)
                && (process.alive || process.othersInGroup || !membersOf(leader).isEmpty());
    }

    private List<FakeProcess> membersOf(ProcessIdentity leader) {
        return processes.values().stream()
                .filter(process -> process.alive && process.group == leader.pid() && process.pid() != leader.pid())
                .toList();
    }

    @Override
    public Delivery signalGroup(ProcessIdentity leader, Signal signal) {
        atSignal.run();
        if (!groupLives(leader)) {
            return Delivery.GONE;
        }
        FakeProcess process = processes.get(leader.pid());
        if (process.foreign) {
            return Delivery.FORBIDDEN;
        }
        membersOf(leader).forEach(member -> signal(member.identity, signal));
        process.signals.add(signal);
        if (signal == Signal.KILL || signal == Signal.TERM && process.obeysTerm) {
            process.othersInGroup = false;
            if (process.alive) {
                process.exits(ExitStatus.killedBy(signal));
            }
        }
        return Delivery.SENT;
    }

    @Override
    public Delivery signal(ProcessIdentity process, Signal signal) {
        FakeProcess found = processes.get(process.pid());
        if (found == null || !found.alive) {
            return Delivery.GONE;
        }
        if (found.foreign) {
            return Delivery.FORBIDDEN;
        }
        found.signals.add(signal);
        if (!found.immortal && (signal == Signal.KILL || signal == Signal.TERM && found.obeysTerm)) {
            found.exits(ExitStatus.killedBy(signal));
        }
        return Delivery.SENT;
    }

    @Override
    public boolean mayBeSignalled(ProcessIdentity process) {
        return !process(process.pid()).foreign;
    }

    @Override
    public List<String> commandLine(long pid) {
        return process(pid).commandLine;
    }

    @Override
    public String whose(long pid) {
        return "pid " + pid + " (sudo) belongs to root";
    }
}
