package controlfreak.model;

/** Where a variable of a process comes from, the weakest first. Any thread. */
public enum Origin {
    /** The panel's own environment. */
    INHERITED,
    WORKSPACE,
    PROXY,
    /** Set by the application while its proxy loaded it; what is forked from there has it too. */
    LOAD,
    SERVICE,
    /** Set by the engine for every service. */
    ENGINE
}
