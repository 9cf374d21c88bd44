package controlfreak.process;

/** A pipe that a child reads. Nobody waits for one that does not: its bytes wait in a queue. Any thread. */
public interface ChildInput {
    /** One that leads nowhere: what it is given is dropped. */
    ChildInput NONE = new ChildInput() {
        @Override
        public void send(byte[] bytes) {}

        @Override
        public long unsent() {
            return 0;
        }

        @Override
        public void end() {}
    };

    /**
     * Queues bytes; they are written in order. Bytes for a child that no longer reads are dropped, which {@link
     * ChildListener#readsNoMore} tells.
     */
    void send(byte[] bytes);

    /** How many bytes are queued and not yet taken by the pipe. */
    long unsent();

    /** Closes the pipe once all that is queued has been written: what comes later is dropped. */
    void end();
}
