package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.Phrases;
import controlfreak.model.Probe;
import java.util.Optional;
import java.util.function.Consumer;

/** One check, made again and again, one try at a time, until it is told to end. Engine thread only. */
final class Probing {
    /** A way to try once. */
    interface Tries {
        /**
         * Begins a try.
         *
         * @param answer is told, once, before this returns or later, what is wrong; empty where nothing is
         * @return ends the try; harmless where it has ended
         */
        Runnable begin(Consumer<Optional<String>> answer);
    }

    private final Probe probe;
    private final EngineLoop loop;
    private final Tries tries;
    private final Consumer<Optional<String>> told;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Runnable abandon = () -> {};
    private int current;

    /** @param told hears what is wrong, in a short phrase, after each try; empty where nothing is */
    Probing(Probe probe, EngineLoop loop, Tries tries, Consumer<Optional<String>> told) {
        this.probe = probe;
        this.loop = loop;
        this.tries = tries;
        this.told = told;
    }

    void begin() {
        int number = ++current;
        timer = loop.delay(
                probe.timeout(),
                () -> answered(
                        number,
                        Optional.of(Phrases.of(probe.check()) + " gives no answer in "
                                + Phrases.duration(probe.timeout()))));
        abandon = tries.begin(answer -> loop.run(() -> answered(number, answer)));
    }

    /** An answer that comes after the next try has begun, or after the end, is nobody's. */
    private void answered(int number, Optional<String> problem) {
        if (number == current) {
            end();
            timer = loop.delay(probe.every(), this::begin);
            told.accept(problem);
        }
    }

    void end() {
        current++;
        timer.cancel();
        abandon.run();
    }
}
