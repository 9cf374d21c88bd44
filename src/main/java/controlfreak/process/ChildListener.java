package controlfreak.process;

import controlfreak.model.ExitStatus;

/**
 * Hears what a child writes and how it ends. All methods are called on the I/O thread and must not block; what one
 * throws is logged and does not disturb other children.
 */
public interface ChildListener {
    /**
     * Bytes have come, as they were written.
     *
     * @param bytes the receiver may keep the array
     */
    void received(ChildStream stream, byte[] bytes);

    /** No more bytes will come on this stream. It may outlive the child: what the child forked may hold it. */
    void ended(ChildStream stream);

    /** It has closed its {@link ChildStream#STDIN}, so that what was sent last is lost. Seen by nothing but a write. */
    default void readsNoMore() {}

    /** The child has ended and was reaped. Called once; what it wrote before was delivered before. */
    void exited(ExitStatus status);
}
