package controlfreak.process;

/** What became of a signal, as kill(2) told. */
public enum Delivery {
    /** It has reached the process; of a group, at least one of it. */
    SENT,
    /** There is nobody to have it, or nobody who is provably the one that was meant. */
    GONE,
    /** The process belongs to somebody else, and so it was not sent. */
    FORBIDDEN
}
