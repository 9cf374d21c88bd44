package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineLoop;
import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.process.ChildStream;
import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;

/** Whatever a proxy writes, and however its bytes arrive, all of it is dealt with. */
class ProxyOutputFuzzTest {
    private static final Mutants OUTPUT = new Mutants(
            List.of(
                    "{\"status\":\"started\",\"name\":\"web\",\"pid\":4711}\n{\"status\":\"ready\"}\n",
                    "out:web:one\nout+:web:a piece\nout:web: of it\nerr:web:two\n",
                    "out:-:of the proxy\nTraceback (most recent call last):\n"),
            List.of("\n", "out:web:", "out+:web:", "err:", "{", "}\n"));

    /** Does at once what it is given. */
    private static final EngineLoop LOOP = new EngineLoop() {
        @Override
        public void run(Runnable task) {
            task.run();
        }

        @Override
        public Delayed delay(Duration time, Runnable task) {
            return Delayed.NONE;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    };

    @Fuzzed
    void whateverArrivesIsDealtWith(@ForAll long number) {
        byte[] bytes = OUTPUT.bytes(number);
        Random random = new Random(number);
        Fuzz.of(OUTPUT.text(number), () -> {
            try (LogStore logs = new LogStore(Path.of("/nowhere"), LOOP::now, LogLimits.DEFAULT, task -> {})) {
                ProxyOutput output = new ProxyOutput(
                        LOOP,
                        logs.proxy("shop"),
                        name -> name.equals("web") ? Optional.of(logs.service(name)) : Optional.empty(),
                        new Outlets((request, listener) -> null, LOOP),
                        message -> {},
                        status -> {});
                for (int from = 0; from < bytes.length; ) {
                    int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(20) == 0 ? 65_536 : 30));
                    to = bytes.length > 100_000 ? Math.min(bytes.length, from + 65_536) : to;
                    output.received(stream(random), Arrays.copyOfRange(bytes, from, to));
                    from = to;
                }
                List.of(ChildStream.STATUS, ChildStream.LOG, ChildStream.STDERR).forEach(output::ended);
            }
        });
    }

    private static ChildStream stream(Random random) {
        List<ChildStream> streams = List.of(ChildStream.STATUS, ChildStream.LOG, ChildStream.LOG, ChildStream.STDERR);
        return streams.get(random.nextInt(streams.size()));
    }
}
