package controlfreak.model;

/** Where a variable of a process comes from, the weakest first. Any thread. */
public enum Origin {
    /** The panel's own environment. */
    INHERITED,
    WORKSPACE,
    PROXY,
    SERVICE,
    /** Set by the engine for every service. */
    ENGINE
}
