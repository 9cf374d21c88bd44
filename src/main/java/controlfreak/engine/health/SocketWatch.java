package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.log.RecordedLog;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Census;
import controlfreak.process.Family;
import controlfreak.process.ListeningSockets;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks whether anybody of a service still has the sockets that it was given: who closes them and binds a port of its own
 * leaves those who connect there waiting. It looks with all others, in the rounds of the lookout, and says nothing where
 * the system does not tell. Engine thread only.
 */
final class SocketWatch {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final ServiceSpec service;
    private final Family family;
    private final RecordedLog log;
    private final Runnable changed;
    private final Map<Long, String> given = new LinkedHashMap<>();
    private final Consumer<Census> rounds = this::look;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Optional<String> missed = Optional.empty();
    private Optional<String> missing = Optional.empty();

    /** @param changed is run where {@link #trouble} has changed */
    SocketWatch(EngineParts parts, ServiceSpec service, Family family, RecordedLog log, Runnable changed) {
        this.parts = parts;
        this.service = service;
        this.family = family;
        this.log = log;
        this.changed = changed;
    }

    /** It runs with the sockets as they are now. */
    void begin() {
        for (String name : service.allSockets()) {
            parts.sockets()
                    .bound(name)
                    .map(listener -> sockets().number(listener.descriptor()))
                    .ifPresent(number -> number.ifPresent(socket -> given.put(socket, name)));
        }
        if (!given.isEmpty()) {
            parts.lookout().lookAlong(rounds);
        }
    }

    private ListeningSockets sockets() {
        return parts.table().sockets();
    }

    /** Which nobody has any more; empty where there is none. */
    String trouble() {
        return missing.map(name -> "has closed the socket " + name
                        + ", so whoever connects there waits in vain; does it bind a port of its own?")
                .orElse("");
    }

    private void look(Census census) {
        Optional<String> before = missed;
        missed = nobodys(census);
        // It may be executing another program, or restarting who had it: two looks must agree.
        Optional<String> agreed = missed.filter(name -> before.equals(missed));
        if (!agreed.equals(missing)) {
            missing = agreed;
            missing.ifPresent(name -> log.note("it " + trouble()));
            changed.run();
        }
        timer.cancel();
        if (!missed.equals(missing)) {
            timer = parts.loop().delay(AGAIN, () -> parts.lookout().now().ifPresent(rounds));
        }
    }

    private Optional<String> nobodys(Census census) {
        Map<Long, String> left = new LinkedHashMap<>(given);
        for (SeenProcess process : family.in(census)) {
            Optional<Set<Long>> held = sockets().heldBy(process.pid(), left.keySet());
            if (held.isEmpty()) {
                return Optional.empty();
            }
            left.keySet().removeAll(held.get());
            if (left.isEmpty()) {
                return Optional.empty();
            }
        }
        return left.values().stream().findFirst();
    }

    void end() {
        parts.lookout().leaveAlone(rounds);
        timer.cancel();
    }
}
