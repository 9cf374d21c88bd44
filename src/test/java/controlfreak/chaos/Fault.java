package controlfreak.chaos;

/** What is done to an engine and all that it runs, and how often, one compared with another. */
enum Fault {
    KILL_SERVICE(12),
    KILL_PROXY(2),
    PAUSE_SERVICE(5),
    PAUSE_PROXY(3),
    FLOOD(4),
    FULL_DISK(2),
    HUNG_DISK(2),
    CLOCK(3),
    NO_STATE_FOLDER(2),
    EDIT(6),
    STOP(8),
    START(8),
    RESTART(10),
    RESTART_PROXY(1),
    RECYCLE(1);

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
