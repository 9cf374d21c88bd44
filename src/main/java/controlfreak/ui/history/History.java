package controlfreak.ui.history;

import controlfreak.engine.StatusListener;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.ActionListener;
import controlfreak.ui.main.verb.Message;
import controlfreak.ui.main.verb.Request;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hears what is asked for and what happens, and hands it to the pane and to the file. FX thread only. */
public final class History implements ActionListener {
    private final Clock clock;
    private final Executor fx;
    private final HistoryViewModel model;
    private final HistoryFile file;
    private final HistoryFeed feed;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param files where the file is written; one thread
     * @param fx runs tasks on the FX thread
     * @param clock the system's
     */
    public History(HistoryViewModel model, Executor files, Executor fx, Clock clock) {
        this.model = model;
        this.clock = clock;
        this.fx = fx;
        file = new HistoryFile(files, clock.getZone(), problem -> fx.execute(() -> model.notKept(problem)));
        feed = new HistoryFeed(StatusFeed.Later.fx(), model::take);
    }

    /** Another workspace comes: its history is the one in this folder, and goes on there. */
    public void turnTo(Path folder) {
        Entry.Opened opened = new Entry.Opened(clock.instant());
        model.begin(opened, folder.resolve(HistoryFile.NAME));
        file.turnTo(folder, opened, earlier -> fx.execute(() -> model.precede(opened, earlier)));
    }

    /**
     * The workspace is kept elsewhere from now on, and its history goes along.
     *
     * @param leave whether it stays where it was, too
     */
    public void moveTo(Path folder, boolean leave) {
        model.movedTo(folder.resolve(HistoryFile.NAME));
        file.moveTo(folder, leave);
    }

    /** Hears of states; the engine's thread calls it. */
    public StatusListener changes(TimeOfDay timeOfDay) {
        return new Changes(timeOfDay, this::add);
    }

    /** The operator changed the workspace. */
    public void edited(String what) {
        add(new Entry.Edit(clock.instant(), what));
    }

    @Override
    public Consumer<Message> asked(Request request, List<RowKey> rows) {
        Entry.Action action =
                new Entry.Action(numbers.incrementAndGet(), clock.instant(), request, rows, Optional.empty());
        add(action);
        return message -> add(action.with(new Entry.Outcome(clock.instant(), message.failure(), message.text())));
    }

    /** Any thread. */
    private void add(Entry entry) {
        file.add(entry);
        feed.add(entry);
    }
}
