package controlfreak.ui.main.table;

import controlfreak.ui.fx.Repeater;
import controlfreak.ui.fx.StatusFeed.Later;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.scene.Node;
import javafx.scene.control.TreeTableCell;

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

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration FAST = Duration.ofMillis(250);

    private final InstantSource clock;
    private final Runnable everySecond;
    private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean isFast;

    /** @param root time passes while it can be seen */
    public Ticker(Node root, InstantSource clock, Runnable everySecond) {
        this.clock = clock;
        this.everySecond = everySecond;
        new Repeater(root, SLOW, this::second);
    }

    /** Whether a cell of the table shows anything, in a row that can be seen. */
    static boolean isSeen(TreeTableCell<?, ?> cell) {
        return !cell.isEmpty()
                && cell.getItem() != null
                && cell.getTableRow() != null
                && cell.getTableRow().isVisible();
    }

    public Instant now() {
        return clock.instant();
    }

    /** A cell shows something else now, which may tell of time. */
    void watch(Cell cell) {
        cells.add(cell);
        if (cell.countsDown() && !isFast) {
            isFast = true;
            Later.fx().run(FAST, this::quarter);
        }
    }

    private void second() {
        everySecond.run();
        Instant now = now();
        cells.stream().filter(Cell::isSeen).forEach(cell -> cell.tick(now));
    }

    private void quarter() {
        Instant now = now();
        isFast = false;
        for (Cell cell : cells) {
            if (cell.countsDown() && cell.isSeen()) {
                cell.tick(now);
                isFast = true;
            }
        }
        if (isFast) {
            Later.fx().run(FAST, this::quarter);
        }
    }
}
