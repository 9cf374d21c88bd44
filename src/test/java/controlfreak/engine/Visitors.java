package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.ServiceId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Ask a web server for a page, several at a time and without end, each on a connection of its own. */
final class Visitors implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger served = new AtomicInteger();
    private final TreeMap<String, Integer> troubles = new TreeMap<>();
    private final int port;
    private final String end;
    private volatile boolean going = true;

    /** @param end the last characters of a whole answer */
    Visitors(int port, String end, int atATime) {
        this.port = port;
        this.end = end;
        for (int i = 0; i < atATime; i++) {
            Thread thread = new Thread(this::visit, "visitor " + i);
            thread.start();
            threads.add(thread);
        }
    }

    int served() {
        return served.get();
    }

    /** What went wrong, and how often: refused, reset, or an answer that is not whole. */
    synchronized List<String> troubles() {
        List<String> words = new ArrayList<>();
        troubles.forEach((what, times) -> words.add(times + " × " + what));
        return Collections.unmodifiableList(words);
    }

    /** Some more are served, and nobody is turned away. */
    void awaitMore() {
        int before = served();
        await().until(() -> served() > before + 20 || !troubles().isEmpty());
        assertThat(troubles()).isEmpty();
    }

    /** Nobody is turned away while the services of a proxy are replaced one by one, and then the proxy itself is. */
    void areServedWhileAllAreReplaced(RealEngine engine, Proxy proxy) throws Exception {
        long before = proxy.status().pid().orElseThrow();
        List<ServiceId> ids = proxy.services().stream().map(Service::id).toList();
        awaitMore();
        engine.done(engine.controller.restartRolling(ids, progress -> {}).outcome());
        awaitMore();
        engine.done(proxy.recycle());
        await().until(() -> proxy.status().pid().orElse(before) != before);
        awaitMore();
    }

    private void visit() {
        while (going) {
            try {
                String answer = ask("/");
                if (answer.matches("(?s)HTTP/1\\.[01] 200 .*") && answer.endsWith(end)) {
                    served.incrementAndGet();
                } else {
                    count("an answer of " + answer.length() + " characters");
                }
            } catch (IOException trouble) {
                count(String.valueOf(trouble.getMessage()));
            }
        }
    }

    private String ask(String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private synchronized void count(String trouble) {
        troubles.merge(trouble, 1, Integer::sum);
    }

    @Override
    public void close() throws InterruptedException {
        going = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
