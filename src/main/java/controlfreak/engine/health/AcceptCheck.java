package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.model.Check;
import controlfreak.process.Connector;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks a port at which the engine itself listens for a service. The system takes connections there whether or not
 * anybody serves, so the check is passed only once nobody waits to be accepted: somebody who has the socket takes
 * connections. Of several processes that share it, nothing tells which. Engine thread only.
 */
final class AcceptCheck {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final EngineParts parts;
    private final Check.Port port;
    private final Consumer<Optional<String>> answer;
    private Optional<Connector.Attempt> attempt = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean isOver;

    AcceptCheck(EngineParts parts, Check.Port port, Consumer<Optional<String>> answer) {
        this.parts = parts;
        this.port = port;
        this.answer = answer;
    }

    /** @return ends the try; harmless where it has ended */
    Runnable begin() {
        attempt = Optional.of(parts.ports()
                .connect(port.host(), port.port(), problem -> parts.loop().run(() -> connected(problem))));
        return this::end;
    }

    private void connected(Optional<String> problem) {
        if (problem.isPresent()) {
            answer.accept(problem.map(does -> Phrases.of(port) + " " + does));
        } else {
            look();
        }
    }

    /** Where the system does not tell who waits, the connection has to do. */
    private void look() {
        if (isOver) {
            return;
        }
        if (parts.table().sockets().waiting(port.port()).orElse(0) == 0) {
            answer.accept(Optional.empty());
        } else {
            timer = parts.loop().delay(LOOK_AGAIN, this::look);
        }
    }

    private void end() {
        isOver = true;
        timer.cancel();
        attempt.ifPresent(Connector.Attempt::cancel);
    }
}
