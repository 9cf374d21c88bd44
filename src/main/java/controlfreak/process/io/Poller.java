package controlfreak.process.io;

/**
 * Waits until descriptors can be read or written. Level-triggered: what was not read is reported again. A descriptor
 * whose other end is gone counts as ready. I/O thread only.
 */
interface Poller {
    /**
     * Watches a descriptor from now on.
     *
     * @param forWriting whether it is to be written, else read
     */
    void add(int descriptor, boolean forWriting);

    void remove(int descriptor);

    /**
     * Waits.
     *
     * @param timeoutMillis how long at most; -1 for ever
     * @return how many descriptors are ready
     */
    int await(int timeoutMillis);

    /** The {@code index}th ready descriptor; holds until the next {@link #await}. */
    int ready(int index);

    void close();
}
