package controlfreak.process;

import java.util.Set;

/**
 * One process as it was when all were looked at. Immutable; any thread.
 *
 * @param parent the pid of its parent, which is the one that adopted it where its own has ended
 * @param group the process group that it is in
 * @param session the session that it is in
 * @param lives false for a zombie, which has ended and waits to be reaped
 * @param program the name of its program, as the system shortens it
 * @param marks those of the runs that it was started for, see {@link RunMark}; a worker of a proxy may have its proxy's, too
 */
public record SeenProcess(
        ProcessIdentity identity,
        long parent,
        long group,
        long session,
        boolean lives,
        String program,
        Set<String> marks) {
    public SeenProcess {
        marks = Set.copyOf(marks);
    }

    public long pid() {
        return identity.pid();
    }

    /** {@code nginx, pid 812}. */
    public String text() {
        return program + ", pid " + pid();
    }
}
