package controlfreak.process.table;

import controlfreak.process.Census;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.SeenProcess;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Where facts about processes are to be had. Any thread. */
interface ProcessFacts {
    /** Facts about a process that lives. */
    Optional<Facts> living(long pid);

    /** All processes; empty where they cannot be looked at now. */
    Optional<Census> all();

    /**
     * Who was born last, the youngest first; nobody where the system does not tell.
     *
     * @param those tells which of their pids are worth a look
     */
    default List<SeenProcess> youngest(LongPredicate those) {
        return List.of();
    }

    /** The program and the arguments that a process was given; empty where the system does not tell. */
    List<String> commandLine(long pid);

    /** How many bytes a process has had written to disk; 0 where the system does not tell. */
    default long writtenToDisk(long pid) {
        return 0;
    }

    /** Tells one execution of a program from the next; 0 where the system does not tell. */
    default long execution(long pid) {
        return 0;
    }

    /** When a process started, also of one that has ended and was not reaped; -1 where there is none. */
    long startTime(long pid);
}
