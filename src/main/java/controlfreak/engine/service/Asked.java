package controlfreak.engine.service;

/** What was asked of a service last, and whether it has done that. Engine thread only. */
final class Asked {
    /** What is to follow once the process has ended. */
    enum Intent {
        /** Whatever the restart policy says. */
        NONE,
        STOP,
        RESTART
    }

    private Intent intent = Intent.NONE;
    private boolean wished;
    private boolean completed;
    private int count;

    /** To run; what it has done before counts no more. */
    void toRun() {
        count++;
        intent = Intent.NONE;
        wished = true;
        completed = false;
    }

    /** To end, and then to stay so or to run again. */
    void toEnd(Intent afterwards) {
        count++;
        intent = afterwards;
        wished = afterwards != Intent.STOP;
        completed = false;
    }

    /** All of its process is gone: what is to follow that. */
    Intent follows(RunOutcome ended) {
        Intent afterwards = ended.isLost() || ended.isBroken() ? Intent.NONE : intent;
        completed = intent == Intent.NONE && ended.isGood();
        intent = Intent.NONE;
        return afterwards;
    }

    /** The same, where there was no process. */
    Intent followsNothing() {
        Intent afterwards = intent;
        intent = Intent.NONE;
        return afterwards;
    }

    /** How often it was asked for anything. */
    int count() {
        return count;
    }

    /** Whether nobody has asked for its end since it was last asked to run. */
    boolean isWished() {
        return wished;
    }

    /** Whether it is to end and to stay so. */
    boolean isToStop() {
        return intent == Intent.STOP;
    }

    /** Whether somebody has asked for its end, whatever is to follow. */
    boolean isToEnd() {
        return intent != Intent.NONE;
    }

    boolean isToRunAgain() {
        return intent == Intent.RESTART;
    }

    /** Whether a process has ended by itself, and well, since it was last asked to run. */
    boolean isCompleted() {
        return completed;
    }
}
