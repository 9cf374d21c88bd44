package controlfreak.model.status;

import java.util.OptionalLong;

/**
 * What a process, or several together, have in memory at one moment, in bytes. Immutable; any thread.
 *
 * @param rss every page it has mapped, shared ones whole
 * @param pss every page it has mapped, shared ones divided by the number of those who share them: adds up
 * @param anonymous pages that no file backs, shared ones whole
 * @param pssAnonymous as {@code anonymous}, but shared ones divided; empty where the system is too old to tell
 * @param ownClean pages that nobody else has mapped and that equal their file
 * @param ownDirty pages that nobody else has mapped and that were written to
 * @param shared pages that somebody else has mapped too, whole
 * @param archive what a JVM has of an archive of classes
 */
public record MemorySample(
        long rss,
        long pss,
        long anonymous,
        OptionalLong pssAnonymous,
        long ownClean,
        long ownDirty,
        long shared,
        Archive archive) {
    /** A smaller part of a process's memory than this says nothing. */
    private static final double NEGLIGIBLE = 0.01;

    /**
     * Pages of an archive of classes that were not written to. Without an archive that it has in common with others, a
     * JVM would have them for itself.
     *
     * @param rss shared ones whole
     * @param pss shared ones divided by the number of those who share them
     */
    public record Archive(long rss, long pss) {
        public static final Archive NONE = new Archive(0, 0);
    }

    /** Of a process that has no archive of classes. */
    public MemorySample(
            long rss, long pss, long anonymous, OptionalLong pssAnonymous, long ownClean, long ownDirty, long shared) {
        this(rss, pss, anonymous, pssAnonymous, ownClean, ownDirty, shared, Archive.NONE);
    }

    /**
     * Two processes together. What they have in common is in {@code rss} and {@code anonymous} twice, as the system sums
     * up; of what each shares the larger counts, since mostly it is the same.
     */
    public MemorySample plus(MemorySample other) {
        return new MemorySample(
                rss + other.rss,
                pss + other.pss,
                anonymous + other.anonymous,
                pssAnonymous.isPresent() && other.pssAnonymous.isPresent()
                        ? OptionalLong.of(pssAnonymous.getAsLong() + other.pssAnonymous.getAsLong())
                        : OptionalLong.empty(),
                ownClean + other.ownClean,
                ownDirty + other.ownDirty,
                Math.max(shared, other.shared),
                new Archive(archive.rss + other.archive.rss, archive.pss + other.archive.pss));
    }

    public MemorySample with(Archive other) {
        return new MemorySample(rss, pss, anonymous, pssAnonymous, ownClean, ownDirty, shared, other);
    }

    /** What it would have for itself if it shared nothing but what programs share anyhow. */
    public long unshared() {
        return anonymous + archive.rss();
    }

    /** What others save it: {@link #unshared} less its share of the same pages; empty where the system does not tell. */
    public OptionalLong saved() {
        return pssAnonymous.isPresent()
                ? OptionalLong.of(Math.max(0, unshared() - pssAnonymous.getAsLong() - archive.pss()))
                : OptionalLong.empty();
    }

    /** Whether it has written pages in common with others, as a forked process has with its parent. */
    public boolean isForked() {
        return pssAnonymous.isPresent() && anonymous - pssAnonymous.getAsLong() > NEGLIGIBLE * anonymous;
    }

    /** What would be free if this process alone ended. */
    public long own() {
        return ownClean + ownDirty;
    }

    /** Its share of what files back, such as libraries: shared with or without a proxy. */
    public long pssOfFiles() {
        return Math.max(0, pss - pssAnonymous.orElse(anonymous) - archive.pss());
    }
}
