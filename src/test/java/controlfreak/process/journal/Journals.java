package controlfreak.process.journal;

import controlfreak.process.Leftover;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import java.nio.file.Path;
import java.util.Optional;

/** Run journals of panels that are no more, all of this boot. */
public final class Journals {
    private Journals() {}

    /** What a panel of this boot that is no more has noted of a run, which the next one finds. */
    public static void leave(
            Path folder,
            ProcessTable table,
            String name,
            ProcessIdentity leader,
            String mark,
            Optional<Leftover.Run> run) {
        ProcessIdentity owner = new ProcessIdentity(leader.pid(), leader.startTime() - 1);
        FileRunJournal journal = new FileRunJournal(folder, table, Runnable::run, owner, JournalFile.bootId());
        run.ifPresentOrElse(
                known -> journal.started(name, leader, mark, known), () -> journal.started(name, leader, mark));
    }

    /** @param number of a panel that does not live */
    public static FileRunJournal ofPanel(Path folder, ProcessTable table, int number) {
        return new FileRunJournal(folder, table, Runnable::run, new ProcessIdentity(number, number), "boot");
    }
}
