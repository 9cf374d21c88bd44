package controlfreak.ui.log.pages;

import controlfreak.log.LogArchive;
import controlfreak.log.LogRun;
import controlfreak.ui.log.lines.LogRecord;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The last runs of the one log that is shown, read from its files, and the one that was chosen to be shown alone. FX
 * thread only.
 */
public final class LogRuns {
    static final int MOST = 5;

    private final Executor background;
    private final Executor fx;
    private final Runnable chosen;
    private final Consumer<IOException> failed;
    private final ReadOnlyObjectWrapper<List<LogRun>> runs = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<LogRun>> choice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<LogSource> source = Optional.empty();

    /**
     * @param chosen is told that another run is to be shown
     * @param failed is told why files cannot be read
     */
    public LogRuns(Executor background, Executor fx, Runnable chosen, Consumer<IOException> failed) {
        this.background = background;
        this.fx = fx;
        this.chosen = chosen;
        this.failed = failed;
    }

    /** The newest first; none where several logs are shown. */
    public ReadOnlyObjectProperty<List<LogRun>> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /** The run that is shown alone; empty where all are. */
    public ReadOnlyObjectProperty<Optional<LogRun>> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** Shows one run alone, or all of them. */
    public void choose(Optional<LogRun> run) {
        if (!run.equals(choice.get())) {
            choice.set(run);
            chosen.run();
        }
    }

    /** Other logs are shown now, with all their runs. */
    public void show(List<LogSource> sources) {
        source = sources.size() == 1 ? Optional.of(sources.get(0)) : Optional.empty();
        choice.set(Optional.empty());
        runs.set(List.of());
        read();
    }

    /** Reads them again; to be called when one has begun or ended. */
    public void read() {
        source.ifPresent(asked -> background.execute(() -> {
            asked.log().awaitWritten(LogRecord.PATIENCE);
            try (LogArchive archive = LogArchive.open(asked.log().file())) {
                List<LogRun> read = archive.runs(MOST);
                fx.execute(() -> take(asked, read));
            } catch (IOException e) {
                fx.execute(() -> failed.accept(e));
            }
        }));
    }

    private void take(LogSource asked, List<LogRun> read) {
        if (source.filter(asked::equals).isPresent()) {
            runs.set(read);
        }
    }

    /** Whether the chosen run is over and another one has begun since, so that nothing will be added to it. */
    public boolean isPast() {
        return choice.get().flatMap(LogRun::until).isPresent();
    }

    public LogScope scope() {
        return choice.get()
                .map(run -> run.until()
                        .map(until -> new LogScope(run.start(), until.minus(1, ChronoUnit.MICROS)))
                        .orElse(LogScope.from(run.start())))
                .orElse(LogScope.ALL);
    }
}
