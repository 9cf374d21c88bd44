package controlfreak.ui.main.rows;

import controlfreak.model.status.Retry;
import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a row says of its state at a moment: countdowns and clocks filled in. Any thread. */
public final class StateWords {
    private StateWords() {}

    /** The state's word, or what it is waiting for and how long. */
    public static String word(RowFacts facts, Instant now) {
        if (facts.retry().isPresent()) {
            return retry(facts.retry().get(), now);
        }
        if (facts.killAt().isPresent()) {
            Duration left = Duration.between(now, facts.killAt().get());
            return Texts.text("state.killing", facts.word(), Durations.left(left));
        }
        if (facts.clock()) {
            return facts.since()
                    .map(since ->
                            Texts.text("state.clock", facts.word(), Durations.rough(Duration.between(since, now))))
                    .orElse(facts.word());
        }
        return facts.word();
    }

    private static String retry(Retry retry, Instant now) {
        String attempt = Integer.toString(retry.attempt());
        String max = Integer.toString(retry.max());
        Duration left = Duration.between(now, retry.due());
        return left.isNegative() || left.isZero()
                ? Texts.text("state.retry.now", attempt, max)
                : Texts.text("state.retry", attempt, max, Durations.left(left));
    }

    /** How long its process has lived; empty where there is none. */
    public static Optional<String> uptime(RowFacts facts, Instant now) {
        return facts.aliveSince().map(start -> Durations.rough(Duration.between(start, now)));
    }

    /** All in one text, for a tooltip and for those who hear the table. */
    public static String full(RowFacts facts, Instant now) {
        StringBuilder text = new StringBuilder(word(facts, now));
        if (!facts.cause().isEmpty()) {
            text.append('\n').append(facts.cause());
        }
        if (!facts.clock() && !facts.countsDown()) {
            facts.since()
                    .map(since -> Durations.rough(Duration.between(since, now)))
                    .ifPresent(time -> text.append('\n').append(Texts.text("state.since", time)));
        }
        facts.stale().ifPresent(stale -> text.append('\n').append(StaleWords.full(stale)));
        if (facts.restartNeeded()) {
            text.append('\n').append(Texts.text("state.restartneeded"));
        }
        return text.toString();
    }
}
