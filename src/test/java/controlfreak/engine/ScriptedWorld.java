package controlfreak.engine;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceVariables;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.process.ChildStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What happens below the engine in a script: to processes, proxies, ports, files and the clock. */
final class ScriptedWorld {
    private static final List<ExitStatus> ENDS = List.of(
            ExitStatus.exited(0),
            ExitStatus.exited(1),
            ExitStatus.killedBy(Signal.SEGV),
            ExitStatus.exited(143),
            ExitStatus.killedBy(Signal.TERM));
    private static final List<String> NOTICES = List.of(
            "READY=1",
            "READY=1\nSTATUS=serves",
            "STOPPING=1",
            "RELOADING=1",
            "EXTEND_TIMEOUT_USEC=30000000",
            "WATCHDOG=1",
            "MAINPID=4711",
            "MAINPID=102\nREADY=1",
            "WATCHDOG_USEC=3000000",
            "\0=\n=\nREADY=2");

    private final EngineFixture engine;
    private final FakeSystem system;
    final Map<FakeProcess, ScriptedProxy> proxies = new LinkedHashMap<>();
    final Map<FakeProcess, String> services = new LinkedHashMap<>();
    final List<FakeProcess> errands = new ArrayList<>();
    final List<FakeProcess> strangers = new ArrayList<>();

    /** Those that may be left alive: nobody may signal them. */
    final Set<FakeProcess> foreign = new HashSet<>();

    private int seen;

    ScriptedWorld(EngineFixture engine) {
        this.engine = engine;
        this.system = engine.system;
        strangers.add(system.process(system.strangersPid()));
    }

    /** Takes in what the engine has launched. */
    void settle() {
        engine.loop.settle();
        for (; seen < system.launched.size(); seen++) {
            FakeProcess process = system.launched.get(seen);
            if (process.request.proxyPipes()) {
                boolean isVersion2 = !process.request.command().contains("v1");
                proxies.put(process, new ScriptedProxy(system, process, isVersion2, this::isWaitedFor));
            } else if (process.request.command().get(0).equals(ScriptedWorkspace.ERRAND)) {
                errands.add(process);
            } else {
                services.put(process, process.request.environment().get(ServiceVariables.SERVICE));
            }
        }
    }

    private boolean isWaitedFor(String name) {
        return engine.controller.services().stream()
                .anyMatch(service -> service.id().name().equals(name)
                        && service.life().state() == ServiceState.STARTING
                        && service.life().isUnanswered());
    }

    static <T> Optional<T> one(List<T> some, int which) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(which % some.size()));
    }

    /** The processes that live, of services, and of commands that are run for them. */
    private List<FakeProcess> living() {
        List<FakeProcess> all = new ArrayList<>(services.keySet());
        all.addAll(errands);
        proxies.values().forEach(proxy -> all.addAll(proxy.children.values()));
        return all.stream().filter(process -> process.alive).toList();
    }

    List<ScriptedProxy> livingProxies() {
        return proxies.values().stream().filter(proxy -> proxy.process.alive).toList();
    }

    void exit(int which, int how) {
        one(living(), which).ifPresent(process -> process.exits(ENDS.get(how % ENDS.size())));
    }

    void misbehave(int which, int how) {
        one(living(), which).ifPresent(process -> {
            switch (how % 7) {
                case 0, 1 -> process.obeysTerm = false;
                case 2, 3 -> process.othersInGroup = true;
                case 4, 5 -> process.obeysTerm = true;
                default -> {
                    process.foreign = true;
                    foreign.add(process);
                }
            }
        });
    }

    /** A number is used again. */
    void reuse(int which) {
        List<FakeProcess> dead = services.keySet().stream()
                .filter(process -> !process.alive && !process.othersInGroup)
                .toList();
        one(dead, which).ifPresent(process -> strangers.add(system.heirOf(process)));
    }

    void launches(int how) {
        system.refusal = how % 3 == 0 ? Optional.of("Too many processes.") : Optional.empty();
        system.isRefusedForGood = how % 2 == 0;
    }

    void answer(int which, int how) {
        if (how % 3 == 0) {
            one(livingProxies(), which).ifPresent(proxy -> proxy.answer(how % 4));
        } else {
            answerAll();
        }
    }

    /** All that is asked of proxies is done, and what follows from that without time going by. */
    private void answerAll() {
        settle();
        while (livingProxies().stream().anyMatch(ScriptedProxy::hasToDo)) {
            livingProxies().forEach(proxy -> proxy.answer(Integer.MAX_VALUE));
            settle();
        }
    }

    void hang(int which, int how) {
        one(livingProxies(), which).ifPresent(proxy -> proxy.hangs = how % 3 > 0);
    }

    void lie(int which, int how) {
        List<String> names = engine.controller.services().stream()
                .map(service -> service.id().name())
                .toList();
        String name = one(names, how / 14).orElse("web");
        long pid = how % 2 == 0
                ? system.strangersPid()
                : one(living(), how / 14).map(FakeProcess::pid).orElse(99_999L);
        one(livingProxies(), which).ifPresent(proxy -> proxy.lie(how, name, pid));
    }

    void proxyEnds(int which, int how) {
        one(livingProxies(), which).ifPresent(proxy -> proxy.process.exits(ENDS.get(how % ENDS.size())));
    }

    void ports(int how) {
        switch (how % 4) {
            case 0, 1 -> openPorts();
            case 2 -> ScriptedWorkspace.PORTS.forEach(engine.ports::close);
            default -> answerPorts(how % 8 == 3 ? Optional.empty() : Optional.of("is closed"));
        }
    }

    private void openPorts() {
        ScriptedWorkspace.PORTS.forEach(engine.ports::open);
        answerPorts(Optional.empty());
    }

    private void answerPorts(Optional<String> problem) {
        List<Consumer<Optional<String>>> held = List.copyOf(engine.ports.held);
        engine.ports.held.clear();
        held.forEach(answer -> answer.accept(problem));
    }

    void notice(int which, int how) {
        one(List.copyOf(engine.notices.listeners.values()), which)
                .ifPresent(listener -> listener.accept(NOTICES.get(how % NOTICES.size())));
    }

    void line(int which) {
        one(living(), which).ifPresent(this::saysThatItIsUp);
    }

    private void saysThatItIsUp(FakeProcess process) {
        if (process.request != null) {
            process.writes(ChildStream.STDOUT, "it is up\n");
            return;
        }
        livingProxies()
                .forEach(proxy -> proxy.children.forEach((name, child) -> {
                    if (child == process) {
                        proxy.process.writes(ChildStream.LOG, "out:" + name + ":it is up\n");
                    }
                }));
    }

    void files(int how) {
        switch (how % 4) {
            case 0 -> engine.files.hangs = true;
            case 1 -> engine.files.there.remove(ScriptedWorkspace.FILE);
            default -> filesAnswer();
        }
    }

    private void filesAnswer() {
        engine.files.there.put(ScriptedWorkspace.FILE, Environment.EMPTY.with("COLOUR", "blue"));
        engine.files.hangs = false;
        List<Runnable> unanswered = List.copyOf(engine.files.unanswered);
        engine.files.unanswered.clear();
        unanswered.forEach(Runnable::run);
    }

    /** Time goes by, in which proxies answer or do not. */
    void goesOn(double seconds, boolean answering) {
        goesOn(seconds, seconds > 5 ? 1 : 0.1, answering);
    }

    private void goesOn(double seconds, double step, boolean answering) {
        for (double left = seconds; left > 0; left -= step) {
            if (answering) {
                answerAll();
            }
            engine.advance(Math.min(step, left));
            settle();
        }
    }

    /** Whatever is started ends at once, and not well; a while goes by. */
    void fails() {
        launches(1);
        proxies.values().forEach(proxy -> proxy.hangs = false);
        for (int i = 0; i < 400; i++) {
            filesAnswer();
            living().forEach(process -> process.exits(ExitStatus.exited(1)));
            goesOn(0.3, 0.3, true);
        }
    }

    /** Whatever went wrong goes well from now on; a while goes by. */
    void calmsDown() {
        launches(1);
        proxies.values().forEach(proxy -> proxy.hangs = false);
        for (int i = 0; i < 300; i++) {
            openPorts();
            filesAnswer();
            List.copyOf(engine.notices.listeners.values()).forEach(listener -> listener.accept("READY=1"));
            living().forEach(this::saysThatItIsUp);
            errands.stream().filter(process -> process.alive).forEach(process -> process.exits(ExitStatus.exited(0)));
            goesOn(0.9, 0.3, true);
        }
    }

    /** Nothing answers any more, and a while goes by. */
    void fallsSilent() {
        goesOn(300, 1, false);
    }
}
