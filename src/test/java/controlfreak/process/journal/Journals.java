package controlfreak.process.journal;

import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import java.nio.file.Path;

/** Run journals of panels that are no more, all of this boot. */
public final class Journals {
    private Journals() {}

    /** @param number of a panel that does not live */
    public static FileRunJournal ofPanel(Path folder, ProcessTable table, int number) {
        return new FileRunJournal(folder, table, Runnable::run, new ProcessIdentity(number, number), "boot");
    }
}
