package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who forks as fast as it can is ended all the same. */
class RealStormsTest {
    private static final RestartPolicy HASTY =
            new RestartPolicy(true, false, 2, Duration.ofMillis(50), Duration.ofMillis(500));

    /** At most so many at once, and no longer than a minute, should all else fail. */
    private static final String BOUND = "my $end = time + 60; my $most = 40; $SIG{CHLD} = 'IGNORE'; ";

    /** Each has children that live on. */
    private static final String BOMB = BOUND
            + "sub many { my $n = () = glob '/proc/[0-9]*'; $n } my $before = many();"
            + " while (time < $end) { fork if many() - $before < $most; select undef, undef, undef, 0.05 }";

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    private final Witnesses witnesses = new Witnesses();

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service service(String program) throws Exception {
        return engine.done(engine.controller.addService(
                        ServiceSpec.of("storm", new Command.Words(List.of("perl", "-e", program)))
                                .withRestart(HASTY)
                                .withEnv(Environment.EMPTY.with(Witnesses.VARIABLE, witnesses.mark()))))
                .get(0);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {BOMB, "fork; fork; exec 'perl', '-e', 'setpgrp; ' . q(" + BOMB + ")"})
    void aBombIsEndedWithAllOfIt(String bomb) throws Exception {
        Service storm = service(bomb);
        engine.done(storm.start());
        await().until(() -> witnesses.alive().size() > 10);
        engine.done(storm.stop());
        assertThat(storm.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(witnesses.alive()).isEmpty();
    }

    /** There is one of it at any time, and it lives for less than it takes to look at all processes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1, 3})
    void aChainIsEndedThoughEachLinkLeavesItsSession(int chains) throws Exception {
        Service storm = service("use POSIX; open my $held, '>', 'held'; flock $held, 2; " + BOUND
                + "for (1 .. " + chains + ") { if (!fork) {"
                + " POSIX::setsid(); while (time < $end) { POSIX::_exit(0) if fork; POSIX::setsid() } exit } }"
                + " sleep 60");
        engine.done(storm.start());
        await().until(() -> witnesses.alive().size() > 1);
        assertThat(isHeld()).isTrue();
        engine.done(storm.stop());
        assertThat(storm.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(isHeld()).isFalse();
    }

    /** Whether anybody has what all of it have inherited, however short he lives. */
    private boolean isHeld() throws Exception {
        return new ProcessBuilder("flock", "--nonblock", folder.resolve("held").toString(), "true")
                        .start()
                        .waitFor()
                != 0;
    }
}
