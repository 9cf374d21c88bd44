package controlfreak.engine;

/**
 * One thing that happens in a script. What its numbers choose depends on what there is then, so that any step can stand
 * anywhere, and a script without one of its steps is one, too. Immutable.
 */
record Step(Act act, int which, int how) {
    static Step of(Act act, int which, int how) {
        return new Step(act, which, how);
    }

    /** As it is written in a test. */
    @Override
    public String toString() {
        return "of(" + act + ", " + which + ", " + how + ")";
    }
}
