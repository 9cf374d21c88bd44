package controlfreak.engine.proxy;

import controlfreak.engine.base.Bulkhead;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.GroupStop;
import controlfreak.engine.base.Phrases;
import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyGeneration;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.model.status.ProxyStatus;
import controlfreak.process.Census;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.Family;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Listeners;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import controlfreak.protocol.ProxyMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One process of a proxy, from its launch until its whole group is gone. Engine thread only. */
final class ProxyProcess implements GroupStop.Listener {
    /** A proxy may give its children two seconds of grace before it ends itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Who wants to know. Engine thread only. */
    interface Listener {
        /** It has said something sensible. */
        void said(ProxyProcess reporter, ProxyMessage message);

        /** It has ended and was reaped. */
        void exited(ProxyProcess reporter);

        /**
         * It has ended by itself.
         *
         * @param left what it started and is being ended; empty where that is not known yet
         */
        void leftBehind(ProxyProcess reporter, List<SeenProcess> left);

        /** Nobody is left of it. */
        void gone(ProxyProcess reporter);
    }

    private final Bulkhead bulkhead = new Bulkhead(this::hasBroken);
    private final EngineParts parts;
    private final Listener listener;
    private final RecordedLog log;
    private final int number;
    private final ChildVariables variables;
    private final Map<String, Listeners.Listener> sockets;
    private final Instant startedAt;
    private final Family family = Family.ofNewRun(Set.of());
    private ChildProcess child;
    private ProxyLink link;
    private Optional<ProxyStatus.Ready> ready = Optional.empty();
    private Optional<Template> template = Optional.empty();
    private Optional<StaleFiles> stale = Optional.empty();
    private Optional<ExitStatus> exit = Optional.empty();
    private Optional<GroupStop> ending = Optional.empty();
    private String end = "";
    private String trouble = "";
    private boolean working;
    private boolean heard;
    private boolean broken;
    private boolean gone;

    /**
     * @param log its proxy's
     * @param number counts the proxy's processes
     * @param variables its own, and those of what it forks
     * @param sockets those that it inherits, by name
     */
    ProxyProcess(
            EngineParts parts,
            Listener listener,
            RecordedLog log,
            int number,
            ChildVariables variables,
            Map<String, Listeners.Listener> sockets) {
        this.parts = parts.within(bulkhead);
        this.listener = listener;
        this.log = log;
        this.number = number;
        this.variables = variables;
        this.sockets = sockets;
        this.startedAt = parts.loop().now();
    }

    /** @param serviceLog finds the log of a service by name; any thread */
    void launch(LaunchRequest request, Function<String, Optional<RecordedLog>> serviceLog) throws LaunchException {
        Outlets outlets = new Outlets(parts.launcher(), parts.loop());
        ChildListener output = new ProxyOutput(parts.loop(), log, serviceLog, outlets, this::said, this::exited);
        child = parts.launcher().launch(request, output);
        family.isLedBy(child.identity());
        parts.lookout().watch(family);
        link = new ProxyLink(parts, child, variables, new InheritedSockets(sockets, parts.sockets()), outlets, log);
    }

    /** All that belongs to it. */
    Family family() {
        return family;
    }

    ProcessIdentity identity() {
        return child.identity();
    }

    int number() {
        return number;
    }

    /** The conversation with it. */
    ProxyLink link() {
        return link;
    }

    Map<String, String> environment() {
        return variables.proxys();
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What it said when its preload was done. */
    Optional<ProxyStatus.Ready> ready() {
        return ready;
    }

    ProxyGeneration generation() {
        return new ProxyGeneration(number, template, stale);
    }

    /** Whether it has said something sensible. */
    boolean isWorking() {
        return working;
    }

    Optional<ExitStatus> exit() {
        return exit;
    }

    /** How it ended, in a short phrase. */
    String end() {
        return end;
    }

    /** Who of it could not be ended, in a short phrase; else empty. */
    String trouble() {
        return trouble;
    }

    // ---- what is heard of it

    private void said(ProxyMessage message) {
        if (exit.isPresent()) {
            return;
        }
        working = true;
        if (message instanceof ProxyMessage.Ready word) {
            ready = Optional.of(word.ready());
        } else if (message instanceof ProxyMessage.Stale news) {
            stale = news.stale();
        } else if (message instanceof ProxyMessage.Reforked reforked) {
            template = reforked.name().map(worker -> template(worker, reforked));
        }
        link.said(message);
        listener.said(this, message);
        heard = true;
    }

    private Template template(String worker, ProxyMessage.Reforked reforked) {
        return new Template(worker, parts.loop().now(), reforked.pid(), reforked.memory());
    }

    private void exited(ExitStatus status) {
        exit = Optional.of(status);
        Duration lived = Duration.between(startedAt, parts.loop().now());
        String words =
                Phrases.ended(Optional.of(status), Optional.of(lived)) + (working ? "" : ", before it was ready");
        end = broken ? Phrases.INTERNAL_ERROR : words;
        listener.exited(this);
    }

    // ---- its end

    /** Whether it was told to end, or has ended. */
    boolean isEnding() {
        return ending.isPresent() || exit.isPresent();
    }

    /** A bug has come up in handling it: one that works goes on; else it is killed, or given up where that breaks, too. */
    private void hasBroken() {
        if (heard && !isEnding() || gone) {
            return;
        }
        if (broken) {
            log.note("pid " + identity().pid() + " may live on; end it by hand");
            ended(List.of());
        } else {
            broken = true;
            log.note(Phrases.INTERNAL_ERROR);
            if (exit.isPresent()) {
                endRest();
            } else {
                end(true);
            }
        }
    }

    /** Ends it and its group; the proxy is told when that is empty. */
    void end(boolean atOnce) {
        bulkhead.run(() -> endNow(atOnce));
    }

    private void endNow(boolean atOnce) {
        boolean asked = ending.isPresent();
        GroupStop stop = ending.orElseGet(this::groupStop);
        if (atOnce) {
            stop.kill();
        } else if (!asked) {
            stop.ask(PATIENCE, isAsked -> {
                askToEnd();
                isAsked.run();
            });
        }
    }

    /** One of version 1 knows SIGTERM only. */
    private void askToEnd() {
        if (!link.shutdown()) {
            parts.table().signalGroup(identity(), Signal.TERM);
        }
    }

    /** Ends what is left of it; the proxy is told of who is left, if anybody is, and then when nobody is. */
    void endRest() {
        bulkhead.run(this::endRestNow);
    }

    private void endRestNow() {
        if (ending.isPresent()) {
            ending.get().leaderExited();
        } else {
            groupStop().askRest(PATIENCE);
        }
    }

    private GroupStop groupStop() {
        GroupStop stop = parts.stop(family, this);
        ending = Optional.of(stop);
        return stop;
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        listener.leftBehind(this, left);
    }

    /** Its services are ended as they are to be, each by itself. */
    @Override
    public Set<ProcessIdentity> others(Census census) {
        return link.belongings(census);
    }

    @Override
    public void ended(List<SeenProcess> survivors) {
        gone = true;
        parts.lookout().forget(family);
        if (!survivors.isEmpty()) {
            trouble = Phrases.survivors(survivors, parts.table());
            log.note(trouble);
            end = end.isEmpty() ? trouble : end + "; " + trouble;
        }
        listener.gone(this);
    }
}
