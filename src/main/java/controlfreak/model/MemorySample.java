package controlfreak.model;

import java.util.OptionalLong;

/**
 * What one process has in memory at one moment, in bytes. Immutable; any thread.
 *
 * @param rss every page it has mapped, shared ones whole
 * @param pss every page it has mapped, shared ones divided by the number of those who share them: adds up
 * @param anonymous pages that no file backs, shared ones whole
 * @param pssAnonymous as {@code anonymous}, but shared ones divided; empty where the system is too old to tell
 * @param ownClean pages that nobody else has mapped and that equal their file
 * @param ownDirty pages that nobody else has mapped and that were written to
 * @param shared pages that somebody else has mapped too, whole
 */
public record MemorySample(
        long rss, long pss, long anonymous, OptionalLong pssAnonymous, long ownClean, long ownDirty, long shared) {
    /** What would be free if this process alone ended. */
    public long own() {
        return ownClean + ownDirty;
    }

    /** Its share of what files back, such as libraries: shared with or without a proxy. */
    public long pssOfFiles() {
        return Math.max(0, pss - pssAnonymous.orElse(anonymous));
    }
}
