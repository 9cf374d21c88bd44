package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.service.ServiceRun;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which starts a proxy has not answered yet, and when that has taken too long. Engine thread only. */
final class Answers {
    /** How long a proxy may take to answer a start, from when it has said anything at all. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final EngineLoop loop;
    private final Map<ServiceRun, EngineLoop.Delayed> deadlines = new HashMap<>();
    private Optional<Instant> firstWord = Optional.empty();

    Answers(EngineLoop loop) {
        this.loop = loop;
    }

    /** The proxy has said something. */
    void hear() {
        firstWord = firstWord.or(() -> Optional.of(loop.now()));
    }

    void expect(ServiceRun run) {
        expect(run, WITHIN);
    }

    private void expect(ServiceRun run, Duration within) {
        deadlines.put(run, loop.delay(within, () -> {
            Duration talking =
                    firstWord.map(word -> Duration.between(word, loop.now())).orElse(Duration.ZERO);
            if (talking.compareTo(WITHIN) < 0) {
                expect(run, WITHIN.minus(talking));
            } else {
                deadlines.remove(run);
                run.unanswered();
            }
        }));
    }

    void expectNone(ServiceRun run) {
        Optional.ofNullable(deadlines.remove(run)).ifPresent(EngineLoop.Delayed::cancel);
    }
}
