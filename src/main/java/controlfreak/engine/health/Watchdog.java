package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.Phrases;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for a service to say again and again that it works (WATCHDOG=1 of sd_notify(3)). Engine thread only. */
final class Watchdog {
    private final EngineLoop loop;
    private final Consumer<Optional<String>> told;
    private Duration every;
    private boolean isOn;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;

    /**
     * @param every how long it may say nothing
     * @param told hears, in a short phrase, that it has said nothing for so long; empty where it has said something
     */
    Watchdog(EngineLoop loop, Duration every, Consumer<Optional<String>> told) {
        this.loop = loop;
        this.every = every;
        this.told = told;
    }

    void begin() {
        isOn = true;
        await();
    }

    private void await() {
        timer.cancel();
        timer = loop.delay(every, () -> {
            await();
            told.accept(Optional.of("has not said for " + Phrases.duration(every) + " that it works"));
        });
    }

    /** It has said that it works. */
    void isFed() {
        if (isOn) {
            await();
            told.accept(Optional.empty());
        }
    }

    /** It wants another time from now on. */
    void changes(Duration time) {
        every = time;
        if (isOn) {
            await();
        }
    }

    void end() {
        isOn = false;
        timer.cancel();
    }
}
