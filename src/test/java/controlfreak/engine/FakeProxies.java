package controlfreak.engine;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers commands as proxies do, in place of the processes that a fake system launched for them. */
final class FakeProxies {
    /** A proxy's process. */
    final class FakeProxy {
        final FakeProcess process;
        private final Map<String, FakeProcess> children = new LinkedHashMap<>();
        private boolean loaded = !loading;
        private int answered;

        FakeProxy(FakeProcess process) {
            this.process = process;
        }

        void isReady() {
            loaded = true;
            process.says(READY);
            answer();
        }

        void hangs() {
            loaded = false;
        }

        void childExits(String name, int status) {
            childHasExited(name, status);
            answer();
        }

        private void childHasExited(String name, int status) {
            FakeProcess child = children.remove(name);
            child.alive = false;
            process.says("{'status':'stopped','name':'" + name + "','pid':" + child.pid() + ",'exit_status':" + status
                    + "}");
        }

        /** It is gone, and its children die with it. */
        void dies(int status) {
            List<FakeProcess> orphans = List.copyOf(children.values());
            orphans.forEach(child -> {
                child.alive = false;
                child.reaper = none -> {};
            });
            children.clear();
            process.exits(new ExitStatus(status));
            engine.loop.settle();
            orphans.forEach(child -> child.exits(ExitStatus.killedBy(Signal.KILL)));
            answer();
        }

        private boolean answerOne() {
            if (!process.alive || !loaded || answered == process.commands.size()) {
                return false;
            }
            String line = process.commands.get(answered++);
            String name = part(NAME, line);
            switch (part(COMMAND, line)) {
                case "start" -> start(name);
                case "stop" -> {
                    if (children.containsKey(name)) {
                        childExits(name, 15);
                    }
                }
                case "refork" -> process.says(reforked.apply(name));
                case "shutdown" -> dies(0);
                default -> throw new AssertionError(line);
            }
            return true;
        }

        private void start(String name) {
            FakeProcess child = engine.system.forkedBy(process);
            children.put(name, child);
            child.reaper = status -> childHasExited(name, status.raw());
            process.says("{'status':'started','name':'" + name + "','pid':" + child.pid() + "}");
            if (dying.test(this, name)) {
                childExits(name, 256);
            }
        }
    }

    private static final String READY = "{'status':'ready','pid':9,'protocol':2,'runtime':'CPython 3.11.2',"
            + "'preloaded':['shop'],'preload_ms':412,'memory_mb':96,'refork':true}";
    private static final Pattern COMMAND = Pattern.compile("\"command\":\"(\\w+)\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([\\w-]+)\"");

    private final EngineFixture engine;
    private final Map<FakeProcess, FakeProxy> proxies = new HashMap<>();

    /** Whether a process that is launched from now on answers nothing before it is told to be ready. */
    boolean loading = true;

    /** Which services die as soon as they are started, by whom. */
    BiPredicate<FakeProxy, String> dying = (proxy, name) -> false;

    /** What is said to a wish to fork from a worker, or from the proxy itself where the name is empty. */
    UnaryOperator<String> reforked = name -> name.isEmpty()
            ? "{'status':'reforked','pid':9}"
            : "{'status':'reforked','name':'" + name + "','pid':99,'memory_mb':120}";

    FakeProxies(EngineFixture engine) {
        this.engine = engine;
    }

    private static String part(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The proxy's process that was launched as the n-th, from 1. */
    FakeProxy get(int number) {
        engine.loop.settle();
        return proxies.computeIfAbsent(engine.system.launched.get(number - 1), FakeProxy::new);
    }

    int launched() {
        engine.loop.settle();
        return engine.system.launched.size();
    }

    /** Answers all that is asked, and what follows from that without time going by. */
    void answer() {
        boolean more = true;
        while (more) {
            engine.loop.settle();
            more = false;
            for (FakeProcess process : List.copyOf(engine.system.launched)) {
                more |= proxies.computeIfAbsent(process, FakeProxy::new).answerOne();
            }
        }
    }

    /** Lets time go by, answering meanwhile. */
    void advance(double seconds) {
        answer();
        for (long tenths = Math.round(seconds * 10); tenths > 0; tenths--) {
            engine.advance(0.1);
            answer();
        }
    }

    /** Who runs which of the services, in their order. */
    List<String> runners(Proxy proxy) {
        List<String> runners = new ArrayList<>();
        for (Service service : proxy.services()) {
            long pid = service.status().pid().orElse(0);
            String runner = proxies.values().stream()
                    .filter(one -> one.children.values().stream().anyMatch(child -> child.pid() == pid))
                    .map(one -> Integer.toString(engine.system.launched.indexOf(one.process) + 1))
                    .findFirst()
                    .orElse("-");
            runners.add(runner);
        }
        return runners;
    }
}
