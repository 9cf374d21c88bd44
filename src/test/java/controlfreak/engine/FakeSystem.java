package controlfreak.engine;

import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceVariables;
import controlfreak.model.Signal;
import controlfreak.process.Census;
import controlfreak.process.ChildInput;
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
import java.util.Set;
import java.util.function.Consumer;

/** An operating system of the test's own: processes start and end when the test says so. */
final class FakeSystem implements Launcher, ProcessTable {
    /** A process that was launched, or that a fake proxy forked. */
    final class FakeProcess implements ChildProcess {
        final LaunchRequest request;
        final List<String> commands = new ArrayList<>();
        final List<Signal> signals = new ArrayList<>();
        final List<String> typed = new ArrayList<>();
        /** How many bytes of what was typed wait to be read. */
        long unread;

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
            this(new ProcessIdentity(pid, 1000 + pid), parent, request, listener);
        }

        private FakeProcess(ProcessIdentity identity, long parent, LaunchRequest request, ChildListener listener) {
            this.identity = identity;
            this.parent = parent;
            this.group = identity.pid();
            this.session = identity.pid();
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

        @Override
        public ChildInput input() {
            return new ChildInput() {
                @Override
                public void send(byte[] bytes) {
                    typed.add(new String(bytes, StandardCharsets.UTF_8));
                }

                @Override
                public long unsent() {
                    return unread;
                }

                @Override
                public void end() {
                    typed.add("(end)");
                }
            };
        }

        /** It has closed its standard input, and a write has found that. */
        void readsNoMore() {
            listener.readsNoMore();
        }

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
    final FakeSockets sockets = new FakeSockets();

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
        return processes.containsKey(process.pid()) ? process(process.pid()).written : 0;
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

    @Override
    public void follow(ProcessIdentity process, Consumer<Optional<ExitStatus>> ended) {
        FakeProcess found = process(process.pid());
        Consumer<ExitStatus> before = found.reaper;
        found.reaper = status -> {
            before.accept(status);
            ended.accept(Optional.of(status));
        };
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

    /** A process that the engine did not start, and that has the number of one which has ended. */
    FakeProcess heirOf(FakeProcess dead) {
        ProcessIdentity identity = new ProcessIdentity(dead.pid(), dead.identity.startTime() + 1);
        FakeProcess process = new FakeProcess(identity, 1, null, null);
        processes.put(process.pid(), process);
        return process;
    }

    @Override
    public ListeningSockets sockets() {
        return sockets;
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
        FakeProcess found = processes.get(process.pid() % OTHERS);
        boolean isOther = process.pid() > OTHERS;
        if (found == null || !(isOther ? found.othersInGroup : found.alive && found.identity.equals(process))) {
            return Delivery.GONE;
        }
        if (found.foreign) {
            return Delivery.FORBIDDEN;
        }
        boolean ends = signal == Signal.KILL || signal == Signal.TERM && found.obeysTerm;
        if (isOther) {
            found.othersInGroup &= !ends;
            return Delivery.SENT;
        }
        found.signals.add(signal);
        if (!found.immortal && ends) {
            found.exits(ExitStatus.killedBy(signal));
        }
        return Delivery.SENT;
    }

    @Override
    public boolean mayBeSignalled(ProcessIdentity process) {
        return !process(process.pid() % OTHERS).foreign;
    }

    @Override
    public List<String> commandLine(long pid) {
        return process(pid % OTHERS).commandLine;
    }

    @Override
    public String whose(long pid) {
        return "pid " + pid + " (sudo) belongs to root";
    }
}
