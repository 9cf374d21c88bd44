package controlfreak.workspace;

/**
 * What the panel asks about before it does it. What would lose edits or end services with the panel is always asked
 * about. Immutable; any thread.
 *
 * @param bulk over how many services an action that takes running processes away is asked about
 * @param workers whether it is asked before a proxy's running workers are taken away
 * @param kill whether it is asked before services are killed
 * @param remove whether it is asked before rows are removed from the workspace
 */
public record Asks(int bulk, boolean workers, boolean kill, boolean remove) {
    public static final int MAX_BULK = 9_999;
    public static final Asks ALL = new Asks(10, true, true, true);

    public Asks {
        bulk = Math.max(1, Math.min(MAX_BULK, bulk));
    }
}
