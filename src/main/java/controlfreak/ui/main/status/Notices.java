package controlfreak.ui.main.status;

import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;

/** What is told below the table: what failed, what was refused, and what others add. FX thread only. */
public final class Notices {
    private final NoticeStrip strip;
    private final FailureNotice failures;
    private final Consumer<List<RowKey>> shower;
    private final Runnable away;

    /**
     * @param inSight tells whose rows can be seen now
     * @param shower selects rows and brings them into sight
     * @param logShower does that, and shows their logs
     * @param away takes the focus from what goes
     */
    public Notices(
            MainViewModel model,
            Supplier<Collection<RowKey>> inSight,
            Consumer<List<RowKey>> shower,
            Consumer<List<RowKey>> logShower,
            Runnable away) {
        this.shower = shower;
        this.away = away;
        strip = new NoticeStrip(away);
        failures = new FailureNotice(model.rows(), inSight);
        strip.add(new MessageNoticeView(new MessageNotice(model), logShower, away).root());
        strip.add(new FailureNoticeView(failures, logShower, away).root());
    }

    public Node root() {
        return strip.root();
    }

    /** @param notice makes it, and is told how to take the focus away from what goes */
    public void add(Function<Runnable, Node> notice) {
        strip.add(notice.apply(away));
    }

    /** What can be seen now need not be told: call it about once a second. */
    public void look() {
        failures.look();
    }

    public void showNextFailure() {
        failures.next().map(List::of).ifPresent(shower);
    }
}
