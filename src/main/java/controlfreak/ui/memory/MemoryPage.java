package controlfreak.ui.memory;

import controlfreak.figures.MemoryHistory;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that the memory pane shows at one moment. Immutable; any thread.
 *
 * @param sentence what it comes to, or why there is nothing to show
 * @param detail of the selected worker; may be empty
 * @param amounts the numbers; empty where there is nothing to show
 * @param history how they went
 * @param machine the memory of the machine
 * @param estimate what another number of workers would take; empty where that is not known
 * @param advice what the numbers suggest; empty where they do not, or it was dismissed
 */
record MemoryPage(
        String sentence,
        String detail,
        Optional<Amounts> amounts,
        MemoryHistory history,
        OptionalLong machine,
        String estimate,
        String advice) {
    static final MemoryPage NOTHING =
            new MemoryPage("", "", Optional.empty(), MemoryHistory.EMPTY, OptionalLong.empty(), "", "");

    /** The group's memory in words: what it takes, what sharing saves, what copies cost, what a sum of RSS claims. */
    record Amounts(String total, String saved, String lost, String rss) {}
}
