package controlfreak.workspace;

import controlfreak.model.Workspace;
import java.time.Instant;
import java.util.Optional;

/**
 * Edits of a workspace that were not saved. Immutable; any thread.
 *
 * @param at when the last of them was made
 * @param base what the file said that they were made to, as {@link FileStamp#hash}; empty where there was none
 * @param workspace what it says with them
 */
public record Draft(WorkspaceId id, Instant at, Optional<String> base, Workspace workspace) {}
