package controlfreak.engine.service;

import controlfreak.engine.base.EngineParts;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a process has been seen to execute, so that the same program that it has executed anew is told from what it has only
 * forked, and from its helpers. A program may change its command line, and mostly does so while it starts. Engine thread
 * only.
 */
final class Executions {
    private static final int KEPT = 8;

    private final EngineParts parts;
    private final Set<String> commandLines = new LinkedHashSet<>();
    private final Set<Long> all = new HashSet<>();
    private long latest;

    Executions(EngineParts parts) {
        this.parts = parts;
    }

    /** Looks at a process as it is now, if it lives. */
    void remember(ProcessIdentity process) {
        boolean lives = parts.table()
                .facts(process.pid())
                .filter(facts -> facts.identity().equals(process))
                .isPresent();
        long now = lives ? parts.table().execution(process.pid()) : 0;
        if (now != 0) {
            if (now != latest) {
                commandLines.clear();
            }
            latest = now;
            all.add(now);
            if (commandLines.size() < KEPT) {
                commandLines.add(commandLine(process.pid()));
            }
        }
    }

    /** A program that executes itself may name its file in full, and one that sets its title leaves blanks. */
    private String commandLine(long pid) {
        return String.join(" ", parts.table().commandLine(pid))
                .replaceAll("\\s+", " ")
                .strip()
                .replaceFirst("^[^ ]*/", "");
    }

    /** Whether anything was seen. */
    boolean areKnown() {
        return latest != 0;
    }

    /** Whether another process has executed the same anew. */
    boolean isAnew(SeenProcess other) {
        long execution = parts.table().execution(other.pid());
        return execution != 0 && !all.contains(execution) && commandLines.contains(commandLine(other.pid()));
    }
}
