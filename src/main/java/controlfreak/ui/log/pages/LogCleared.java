package controlfreak.ui.log.pages;

import controlfreak.log.Log;
import controlfreak.log.LogLine;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Which lines an operator has hidden, log by log, as long as the logs live. FX thread only. */
public final class LogCleared {
    private final Clock clock;
    private final Map<Log, Instant> firstShown = new WeakHashMap<>();
    private final ReadOnlyBooleanWrapper hidden = new ReadOnlyBooleanWrapper();
    private Optional<Instant> at = Optional.empty();

    public LogCleared(Clock clock) {
        this.clock = clock;
    }

    /** Hides all lines that logs have now. */
    public void hide(List<LogSource> sources) {
        for (LogSource source : sources) {
            Log log = source.log();
            Instant last = log.from(log.end() - 1, 1).stream()
                    .findFirst()
                    .map(LogLine::time)
                    .orElse(clock.instant());
            firstShown.put(log, last.plus(1, ChronoUnit.MICROS));
        }
        show(sources);
        at = Optional.of(clock.instant());
    }

    /** Shows again what was hidden. */
    public void take(List<LogSource> sources) {
        sources.forEach(source -> firstShown.remove(source.log()));
        show(sources);
    }

    /** Other logs are shown now. */
    public void show(List<LogSource> sources) {
        at = Optional.empty();
        hidden.set(sources.stream().anyMatch(source -> firstShown.containsKey(source.log())));
    }

    public LogScope scope(LogSource source) {
        return LogScope.from(firstShown.getOrDefault(source.log(), Instant.MIN));
    }

    /** When lines were hidden, since these logs are shown. */
    public Optional<Instant> at() {
        return at;
    }

    public ReadOnlyBooleanProperty hiddenProperty() {
        return hidden.getReadOnlyProperty();
    }
}
