package controlfreak.ui.details;

import controlfreak.guard.VisibleText;

/**
 * One thing that is so. Immutable; any thread.
 *
 * @param name what it is
 * @param value never empty
 */
record Fact(String name, String value, Look look) {
    /** How the value is shown. */
    enum Look {
        PLAIN,
        /** As it is typed: a command, a path. */
        CODE,
        /** As many lines as it takes. */
        LONG,
        /** Ports, with commas, each of which can be opened. */
        PORTS
    }

    Fact {
        value = VisibleText.lines(value);
    }
}
