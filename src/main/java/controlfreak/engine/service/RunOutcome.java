package controlfreak.engine.service;

import controlfreak.model.ExitStatus;
import java.util.Optional;

/** How one process of a service ended, for whoever decides what follows. Engine thread only. */
final class RunOutcome {
    private Optional<ExitStatus> exit = Optional.empty();
    private String words = "";
    private boolean inBackground;
    private boolean orphaned;
    private boolean unwell;
    private boolean lost;
    private boolean overdue;
    private boolean broken;

    void exited(ExitStatus status) {
        exit = Optional.of(status);
    }

    void setWords(String why) {
        words = why;
    }

    void setInBackground(String why) {
        inBackground = true;
        words = why;
    }

    void setOrphaned() {
        orphaned = true;
    }

    void setUnwell(String trouble) {
        unwell = true;
        words = trouble;
    }

    void setLost(String why) {
        lost = true;
        words = why;
    }

    void setOverdue() {
        overdue = true;
    }

    /** A bug has come up in handling it, which is how it failed then, whatever it exits with. */
    void setBroken(String why) {
        broken = true;
        setUnwell(why);
    }

    /** In a short phrase. */
    String words() {
        return words;
    }

    /** Whether who would have reported its end has died. */
    boolean isOrphaned() {
        return orphaned;
    }

    /** Whether it is ended because it did not do its work, which is how it failed, whatever it exits with. */
    boolean isUnwell() {
        return unwell;
    }

    /** Whether it lives on behind its first process, where it cannot be watched. */
    boolean isInBackground() {
        return inBackground;
    }

    /** Whether it ended as a program does that has done its work. */
    boolean isGood() {
        return !unwell && exit.filter(ExitStatus::isNormal).isPresent();
    }

    /** Whether it was not heard to have ended, though it was killed, and is not waited for any more. */
    boolean isLost() {
        return lost;
    }

    /** Whether it is ended because of a bug in handling it. */
    boolean isBroken() {
        return broken;
    }

    /** Whether it was reaped. */
    boolean hasExited() {
        return exit.isPresent();
    }

    /** Whether it was given up: it is lost or broken, or its start was never answered. */
    boolean isGivenUp() {
        return lost || overdue || broken;
    }
}
