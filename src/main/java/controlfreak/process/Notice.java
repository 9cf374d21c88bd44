package controlfreak.process;

import java.util.Optional;

/**
 * One message of a service, as sd_notify(3) has it. Immutable; any thread.
 *
 * @param text lines of {@code NAME=value}
 * @param sender who sent it, as it was when the message came; empty where it had ended by then, or the system does not
 *     tell
 * @param isOfOwnUser whether it is a process of the panel's user, or nobody else can send one
 */
public record Notice(String text, Optional<SeenProcess> sender, boolean isOfOwnUser) {}
