package controlfreak.ui.main.rows;

import controlfreak.figures.Ports;
import java.util.Optional;

/**
 * A row's use of CPU and memory. Immutable; any thread.
 *
 * @param processes how many of them these are the figures of; 0 where none was read
 * @param paused whether a signal has stopped its process, which then does nothing until another lets it go on
 * @param cpu parts of one core
 * @param own memory that nobody else has mapped
 * @param ownPart what part of the memory that it has mapped is its own, 0 to 1
 * @param shared memory that others have mapped too; of a summary, what its processes have on average
 * @param rss all memory that is mapped, shared pages whole
 * @param pss all memory that is mapped, shared pages divided among those who share them
 * @param saved of a proxy: what sharing saves it and its workers
 * @param apart of a proxy: what the same would take as if nothing was shared
 * @param ports where its process group waits for connections; empty where that was not looked at yet
 */
public record RowFigures(
        int processes,
        boolean paused,
        Figure cpu,
        Figure own,
        double ownPart,
        Figure shared,
        Figure rss,
        Figure pss,
        Figure saved,
        Figure apart,
        Optional<Ports> ports) {
    public static final RowFigures NONE = new RowFigures(
            0,
            false,
            Figure.NONE,
            Figure.NONE,
            0,
            Figure.NONE,
            Figure.NONE,
            Figure.NONE,
            Figure.NONE,
            Figure.NONE,
            Optional.empty());

    /** The same of a process that has nothing in common with its proxy. */
    RowFigures withoutProxy() {
        return new RowFigures(processes, paused, cpu, own, ownPart, Figure.APART, rss, pss, saved, apart, ports);
    }
}
