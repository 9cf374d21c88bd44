package controlfreak.process;

/**
 * A process that an earlier panel started and that is still alive. Immutable; any thread.
 *
 * @param name what people call it
 */
public record Leftover(String name, ProcessIdentity leader) {}
