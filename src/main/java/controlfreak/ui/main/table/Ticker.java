package controlfreak.ui.main.table;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.TreeTableCell;
import javafx.util.Duration;

/**
 * Lets time pass in the cells that can be seen: once a second, and four times while one of them counts down. FX thread
 * only.
 */
public final class Ticker {
    /** A cell that tells of time. */
    interface Cell {
        boolean isSeen();

        /** Whether it changes several times a second. */
        default boolean countsDown() {
            return false;
        }

        void tick(Instant now);
    }

    private static final Duration SLOW = Duration.seconds(1);
    private static final Duration FAST = Duration.millis(250);

    private final Clock clock;
    private final Runnable everySecond;
    private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());
    private final Timeline slow = new Timeline(new KeyFrame(SLOW, event -> second()));
    private final Timeline fast = new Timeline(new KeyFrame(FAST, event -> quarter()));

    public Ticker(Clock clock, Runnable everySecond) {
        this.clock = clock;
        this.everySecond = everySecond;
        slow.setCycleCount(Animation.INDEFINITE);
        fast.setCycleCount(Animation.INDEFINITE);
    }

    /** Whether a cell of the table shows anything, in a row that can be seen. */
    static boolean isSeen(TreeTableCell<?, ?> cell) {
        return !cell.isEmpty()
                && cell.getItem() != null
                && cell.getTableRow() != null
                && cell.getTableRow().isVisible();
    }

    public void start() {
        slow.play();
    }

    public Instant now() {
        return clock.instant();
    }

    /** A cell shows something else now, which may tell of time. */
    void watch(Cell cell) {
        cells.add(cell);
        if (cell.countsDown()) {
            fast.play();
        }
    }

    private void second() {
        everySecond.run();
        Instant now = now();
        cells.stream().filter(Cell::isSeen).forEach(cell -> cell.tick(now));
    }

    private void quarter() {
        Instant now = now();
        boolean counting = false;
        for (Cell cell : cells) {
            if (cell.countsDown() && cell.isSeen()) {
                cell.tick(now);
                counting = true;
            }
        }
        if (!counting) {
            fast.stop();
        }
    }
}
