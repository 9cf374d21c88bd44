package controlfreak.process;

/**
 * What an earlier panel started and that is still alive, some of it at least. Immutable; any thread.
 *
 * @param name what people call it
 * @param leader the process that it began with
 * @param mark what its processes have, see {@link RunMark}; empty where they have none
 */
public record Leftover(String name, ProcessIdentity leader, String mark) {
    /** All that belongs to it. */
    public Family family() {
        Family family = new Family(mark);
        family.isLedBy(leader);
        return family;
    }
}
