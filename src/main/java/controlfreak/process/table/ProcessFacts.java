package controlfreak.process.table;

import controlfreak.process.Census;
import controlfreak.process.ProcessTable.Facts;
import java.util.List;
import java.util.Optional;

/** Where facts about processes are to be had. Any thread. */
interface ProcessFacts {
    /** Facts about a process that lives. */
    Optional<Facts> living(long pid);

    /** All processes; empty where they cannot be looked at now. */
    Optional<Census> all();

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
