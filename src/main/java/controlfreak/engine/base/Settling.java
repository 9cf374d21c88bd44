package controlfreak.engine.base;

import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells when it is known who is left of something that goes to the background: two looks agree. Engine thread only. */
final class Settling {
    /** How many looks may differ before those who are left are taken as they are. */
    private static final int MOST = 5;

    private Set<ProcessIdentity> before = Set.of();
    private int looks;

    /** Whether it is known now. */
    boolean isOver(List<SeenProcess> left) {
        Set<ProcessIdentity> now = left.stream().map(SeenProcess::identity).collect(Collectors.toSet());
        boolean isAsBefore = now.equals(before);
        before = now;
        return isAsBefore || ++looks >= MOST;
    }
}
