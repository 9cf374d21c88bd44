package controlfreak.engine.base;

import controlfreak.process.Census;
import controlfreak.process.Family;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.util.List;
import java.util.Optional;

/**
 * The process of a run that its signals are for, and whose end is its end: the one that it began with, until another that
 * is proved to belong to it is said to be that. Engine thread only.
 */
public final class MainProcess {
    private final Family family;
    private Optional<ProcessIdentity> other = Optional.empty();
    private boolean hasLostFirst;

    public MainProcess(Family family) {
        this.family = family;
    }

    /** Empty where it is not known, or cannot be proved to be ours. */
    public Optional<ProcessIdentity> identity() {
        return other.or(family::leader);
    }

    /** Whether it is the one that leads the family. */
    public boolean isLeader() {
        return other.isEmpty();
    }

    /** Whether it is the one that the run began with. */
    public boolean isFirst() {
        return isLeader() && !hasLostFirst;
    }

    /** Whether it is that one. */
    public boolean is(ProcessIdentity process) {
        return identity().filter(process::equals).isPresent();
    }

    /** All that belong to the run and live, the oldest first. */
    public List<SeenProcess> all(Census census) {
        return family.in(census);
    }

    /** The one with that number, where it belongs to the run and lives. */
    public Optional<SeenProcess> find(long pid, Census census) {
        return all(census).stream().filter(process -> process.pid() == pid).findFirst();
    }

    /** @param process one that belongs to the run */
    public void becomes(ProcessIdentity process) {
        other = Optional.of(process)
                .filter(next -> family.leader().filter(next::equals).isEmpty());
    }

    /** The one that leads the family has ended, and this one leads it from now on. */
    public void leads() {
        hasLostFirst = true;
        other.ifPresent(family::isLedBy);
        other = Optional.empty();
    }
}
