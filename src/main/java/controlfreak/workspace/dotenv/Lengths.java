package controlfreak.workspace.dotenv;

import controlfreak.model.ExecLimit;

/** How much is too much. */
final class Lengths {
    /** Characters of a value into which variables were filled in: no system takes a longer one. */
    static final int LONGEST = ExecLimit.BYTES;

    /** Characters of all values of a file: far more than a process can get. */
    static final int ALL = 8 << 20;

    private Lengths() {}
}
