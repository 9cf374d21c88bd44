package controlfreak.process.table;

import controlfreak.process.ProcessTable.Facts;
import java.util.Optional;

/** Where facts about processes are to be had. Any thread. */
interface ProcessFacts {
    /** Facts about a process that lives. */
    Optional<Facts> living(long pid);

    /** When a process started, also of one that has ended and was not reaped; -1 where there is none. */
    long startTime(long pid);

    /** Whether any process of the group lives. May be asked only where the group has at least a zombie. */
    boolean anyLivesIn(long group);
}
