package controlfreak.programs;

import static controlfreak.testing.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a kind of program does for its clients, so that one can tell what a stop makes of it. Any thread. */
interface Work {
    /** Something that takes its time and has begun. */
    interface Begun {
        /** Whether it was done to its end; asked once the program has ended. */
        boolean isWhole() throws Exception;
    }

    /** Whether it serves. */
    boolean answers() throws Exception;

    /** Begins something that takes its time, and returns once it has begun. */
    default Begun begin() throws Exception {
        return () -> true;
    }

    /** Whether what was there before a stop is there after the next start. */
    default boolean kept() throws Exception {
        return true;
    }

    private static <T> CompletableFuture<HttpResponse<T>> get(int port, String path, HttpResponse.BodyHandler<T> body) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .version(HttpClient.Version.HTTP_1_1)
                                .timeout(PATIENCE)
                                .build(),
                        body);
    }

    private static boolean serves(int port) throws Exception {
        return get(port, "/", HttpResponse.BodyHandlers.discarding()).get().statusCode() < 500;
    }

    /** A web server, whose page {@code /slow} takes about three seconds and tells by a file that it has begun. */
    record Web(int port, Path folder) implements Work {
        @Override
        public boolean answers() throws Exception {
            return serves(port);
        }

        @Override
        public Begun begin() throws IOException {
            Files.deleteIfExists(folder.resolve("begun"));
            CompletableFuture<Boolean> whole = get(port, "/slow", HttpResponse.BodyHandlers.ofString())
                    .handle((answer, lost) ->
                            lost == null && answer.body().strip().equals("whole"));
            await().until(() -> whole.isDone() || Files.exists(folder.resolve("begun")));
            return whole::get;
        }
    }

    /** A web server that sends a file of that many bytes so slowly that one can stop it meanwhile. */
    record Download(int port, int size) implements Work {
        @Override
        public boolean answers() throws Exception {
            return serves(port);
        }

        @Override
        public Begun begin() throws Exception {
            InputStream file = get(port, "/slow", HttpResponse.BodyHandlers.ofInputStream())
                    .get()
                    .body();
            int first = file.readNBytes(1).length;
            return CompletableFuture.supplyAsync(() -> {
                try (file) {
                    return first + file.readAllBytes().length == size;
                } catch (IOException cut) {
                    return false;
                }
            })::get;
        }
    }

    /** Something that only listens. */
    record Port(int port) implements Work {
        @Override
        public boolean answers() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return true;
            } catch (IOException refused) {
                return false;
            }
        }
    }

    /** Something that does nothing for clients. */
    record Nothing() implements Work {
        @Override
        public boolean answers() {
            return true;
        }
    }

    /** Redis, with so many keys. */
    record Keys(int port, int count) implements Work {
        private static final int AT_ONCE = 100_000;

        private String ask(String command) throws IOException {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] answer = new byte[100];
                int length = socket.getInputStream().read(answer);
                return new String(answer, 0, Math.max(length, 0), StandardCharsets.US_ASCII).strip();
            }
        }

        @Override
        public boolean answers() throws IOException {
            return ask("PING").equals("+PONG");
        }

        @Override
        public Begun begin() throws IOException {
            for (int from = 0; from < count; from += AT_ONCE) {
                int to = Math.min(from + AT_ONCE, count);
                ask("EVAL \"for i=" + (from + 1) + "," + to + " do redis.call('set',i,i) end\" 0");
            }
            boolean isFull = kept();
            return () -> isFull;
        }

        @Override
        public boolean kept() throws IOException {
            return ask("DBSIZE").equals(":" + count);
        }
    }

    /** PostgreSQL, with a table of a thousand rows. */
    record Rows(int port) implements Work {
        private static final String FILL =
                "drop table if exists kept; create table kept as select generate_series(1, 1000) as n;";

        private boolean succeeds(String statement) throws Exception {
            return Commands.succeeds(
                    Path.of("/"),
                    List.of("sh", "-c", "psql -h 127.0.0.1 -p " + port + " -U postgres -Atc \"" + statement + "\""));
        }

        @Override
        public boolean answers() throws Exception {
            return succeeds("select 1");
        }

        @Override
        public Begun begin() throws Exception {
            boolean isFull = succeeds(FILL);
            return () -> isFull;
        }

        @Override
        public boolean kept() throws Exception {
            return succeeds("select 1 / (count(*) / 1000) from kept");
        }
    }

    /**
     * Something that knows accounts, and needs no client but its own.
     *
     * @param client the command that manages them
     */
    record Accounts(int port, Path folder, String client) implements Work {
        private boolean succeeds(String request) throws Exception {
            return Commands.succeeds(folder, List.of("sh", "-c", client + " " + request));
        }

        @Override
        public boolean answers() {
            return new Port(port).answers();
        }

        @Override
        public Begun begin() throws Exception {
            boolean isAdded = kept() || succeeds("add_user somebody secret");
            return () -> isAdded;
        }

        @Override
        public boolean kept() throws Exception {
            return succeeds("list_users | grep somebody");
        }
    }

    /**
     * Tasks that commands hand over; files tell that one has begun, and that it was done.
     *
     * @param quick hands over one that only writes the file {@code answered}
     */
    record Commands(Path folder, List<String> command, List<String> quick) implements Work {
        static boolean succeeds(Path folder, List<String> words) throws Exception {
            return new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        }

        @Override
        public boolean answers() throws Exception {
            Path answer = folder.resolve("answered");
            Files.deleteIfExists(answer);
            boolean isAsked = succeeds(folder, quick);
            if (isAsked) {
                await().until(() -> Files.exists(answer));
            }
            return isAsked;
        }

        @Override
        public Begun begin() throws Exception {
            Files.deleteIfExists(folder.resolve("begun"));
            Files.deleteIfExists(folder.resolve("whole"));
            if (!succeeds(folder, command)) {
                return () -> false;
            }
            await().until(() -> Files.exists(folder.resolve("begun")));
            return () -> Files.exists(folder.resolve("whole"));
        }
    }
}
