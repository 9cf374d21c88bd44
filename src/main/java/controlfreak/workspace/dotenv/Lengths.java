package controlfreak.workspace.dotenv;

/** How much is too much. */
final class Lengths {
    /** Characters of a value into which variables were filled in: no system takes a longer one. */
    static final int LONGEST = 1 << 20;

    private Lengths() {}
}
