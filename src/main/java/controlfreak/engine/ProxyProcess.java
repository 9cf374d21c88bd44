package controlfreak.engine;

import controlfreak.model.ExitStatus;
import controlfreak.model.ProxyStatus;
import controlfreak.model.Signal;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.ProcessIdentity;
import controlfreak.protocol.ProxyMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One process of a proxy, from its launch to its end. Engine thread only. */
final class ProxyProcess {
    private final EngineParts parts;
    private final ProxyLife life;
    private final Map<String, String> environment;
    private final Instant startedAt;
    private ChildProcess child;
    private ProxyLink link;
    private Optional<ProxyStatus.Ready> ready = Optional.empty();
    private Optional<ExitStatus> exit = Optional.empty();
    private String end = "";
    private boolean working;

    /** @param environment all variables that it is given, but for the numbers of its pipes */
    ProxyProcess(EngineParts parts, ProxyLife life, Map<String, String> environment) {
        this.parts = parts;
        this.life = life;
        this.environment = environment;
        this.startedAt = parts.loop().now();
    }

    void launch(LaunchRequest request) throws LaunchException {
        ChildListener output =
                new ProxyOutput(parts.loop(), life.log(), life.services()::log, this::said, this::exited);
        child = parts.launcher().launch(request, output);
        link = new ProxyLink(parts, child, environment, life.log());
    }

    ProcessIdentity identity() {
        return child.identity();
    }

    /** The conversation with it. */
    ProxyLink link() {
        return link;
    }

    Map<String, String> environment() {
        return environment;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What it said when its preload was done. */
    Optional<ProxyStatus.Ready> ready() {
        return ready;
    }

    Optional<ExitStatus> exit() {
        return exit;
    }

    /** How it ended, in a short phrase. */
    String end() {
        return end;
    }

    private void said(ProxyMessage message) {
        if (exit.isPresent()) {
            return;
        }
        working = true;
        if (message instanceof ProxyMessage.Ready word) {
            ready = Optional.of(word.ready());
        }
        link.said(message);
        life.works(this);
    }

    private void exited(ExitStatus status) {
        exit = Optional.of(status);
        Duration lived = Duration.between(startedAt, parts.loop().now());
        end = Phrases.ended(status, Optional.of(lived)) + (working ? "" : ", before it was ready");
        life.exited(this);
    }

    /** Asks it to end; one of version 1 knows SIGTERM only. */
    void askToEnd() {
        if (!link.shutdown()) {
            parts.table().signalGroup(identity(), Signal.TERM);
        }
    }
}
