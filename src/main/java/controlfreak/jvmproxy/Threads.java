package controlfreak.jvmproxy;

/** Makes the proxy's threads: small, named, and never a reason to stay alive. */
final class Threads {
    private static final long STACK_BYTES = 256 << 10;

    private Threads() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }
}
