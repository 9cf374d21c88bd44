package controlfreak.process.table;

import controlfreak.process.Census;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** When this moment is, in the unit of start times; -1 where the system does not tell. */
    long now();

    /** How long one unit of start times is. */
    Duration unit();

    /** The variables that a process began with; empty where they cannot be seen. */
    default Optional<Map<String, String>> variables(long pid) {
        return Optional.empty();
    }

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
