package controlfreak.model.status;

import controlfreak.model.SocketSpec;

/**
 * How one of the workspace's sockets is. Immutable; any thread.
 *
 * @param bound whether the engine has it
 * @param problem why it could not be bound when that was tried last, in a sentence; empty where it could, or was not tried
 */
public record SocketStatus(SocketSpec spec, boolean bound, String problem) {}
