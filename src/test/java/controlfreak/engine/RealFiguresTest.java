package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealFigures.MB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import controlfreak.figures.GroupFigures;
import controlfreak.figures.Ports;
import controlfreak.figures.Reading;
import controlfreak.figures.Subject;
import controlfreak.figures.WhatIf;
import controlfreak.model.Command;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Figures of real processes, against what /proc says of them at the same time. */
@EnabledOnOs(OS.LINUX)
class RealFiguresTest {
    private static final String PROXY = "cfk-share-mem-proxy.py --preload app";

    @TempDir
    Path folder;

    private RealFigures figures;

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(
                folder.resolve("app.py"),
                "kept = bytearray(50 << 20)\nfor i in range(0, len(kept), 4096):\n    kept[i] = 1\n");
        Files.writeString(
                folder.resolve("greedy.py"),
                "import time, app\nfor i in range(0, 10 << 20, 4096):\n    app.kept[i] = 2\nown = bytearray(b'x') * (7 << 20)\n"
                        + "print('ready', flush=True)\ntime.sleep(1000)\n");
        figures = new RealFigures(folder);
    }

    @AfterEach
    void tearDown() throws Exception {
        figures.close();
    }

    @Test
    void tellCopiesFromNewMemoryAndForetellAnotherSize() throws Exception {
        Proxy proxy = figures.start(PROXY, "greedy.py", 2);
        proxy.services().forEach(service -> awaitLine(service.log(), "ready"));
        GroupFigures two = figures.sampled(group -> group.workers().size() == 2);
        assertThat(two.workers()).allSatisfy(worker -> {
            assertThat(worker.memory().own() / MB).isGreaterThan(17);
            assertThat(worker.copied() / MB)
                    .as("10 MB of the preload, and what Python counts")
                    .isBetween(9.5, 14.0);
        });
        WhatIf four = WhatIf.of(two, "web", 4).orElseThrow();

        figures.engine.done(figures.engine.controller.destroyService(new ServiceId("web", 1)));
        figures.engine.done(proxy.addService(
                ServiceSpec.of("web", new Command.Text("greedy.py")).withInstances(4)));
        proxy.services().forEach(Service::start);
        proxy.services().forEach(service -> awaitLine(service.log(), "ready"));
        GroupFigures now = figures.sampled(group -> group.workers().size() == 4);
        assertThat(four.shared() / MB).isCloseTo(now.total() / MB, Percentage.withPercentage(10));
    }

    @Test
    void tellThatAProgramOfItsOwnSharesNothing() throws Exception {
        Files.writeString(folder.resolve("other.py"), "import os\nos.execvp('sleep', ['sleep', '1000'])\n");
        figures.start(PROXY, "other.py", 2);
        GroupFigures group = figures.sampled(now -> now.workers().size() == 2
                && now.workers().stream().allMatch(worker -> worker.memory().rss() < 20 * MB));
        assertThat(group.workers()).noneMatch(GroupFigures.Worker::shares);
        assertThat(group.saved().orElseThrow() / MB).isCloseTo(0, within(0.5));
        assertThat(group.lost()).isZero();
    }

    @Test
    void tellTheUseOfCpu() throws Exception {
        Service busy = figures.engine
                .done(figures.engine.controller.addService(
                        ServiceSpec.of("busy", new Command.Text("exec sh -c 'while :; do :; done'"))))
                .get(0);
        figures.engine.done(busy.start());
        await().until(() -> {
            Reading reading = figures.last().readings().get(new Subject.OfService(busy.id()));
            return reading != null
                    && reading.cpu().orElse(0) > 0.2
                    && reading.cpu().orElse(0) < 1.1;
        });
        figures.engine.done(busy.stop());
        await().until(() -> figures.last().readings().isEmpty());
    }

    @Test
    void countWhatAServiceHasStartedItself() throws Exception {
        Service pool = figures.engine
                .done(
                        figures.engine.controller.addService(
                                ServiceSpec.of(
                                        "pool",
                                        new Command.Text(
                                                "for i in 1 2; do python3 -c 'import time; kept = b\"x\" * (30 << 20); print(\"ready\", flush=True); time.sleep(1000)' & done; wait"))))
                .get(0);
        figures.engine.done(pool.start());
        await().until(() ->
                RealEngine.lines(pool.log()).stream().filter("ready"::equals).count() == 2);
        figures.sampleNow();
        await().until(() -> {
            Reading reading = figures.last().readings().get(new Subject.OfService(pool.id()));
            return reading != null
                    && reading.processes() == 3
                    && reading.memory().filter(memory -> memory.own() > 60 * MB).isPresent();
        });
    }

    /** As postgres does: its main process stays in the group of one that has ended, and each worker leads one of its own. */
    @Test
    void countAllThatBelongsToADaemonInWhateverGroup() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), """
                use POSIX;
                exit 0 if fork;
                for (1, 2) { if (!fork) { POSIX::setsid(); sleep 1000; exit } }
                open F, '>', 'web.pid'; print F $$; close F;
                sleep 1 while 1;
                """);
        Service web = figures.engine
                .done(figures.engine.controller.addService(
                        ServiceSpec.of("web", new Command.Words(List.of("perl", "daemon.pl")))
                                .with(draft -> draft.control = draft.control.withPidFile(Optional.of("web.pid")))))
                .get(0);
        figures.engine.done(web.start());
        await().until(() -> {
            Reading reading = figures.last().readings().get(new Subject.OfService(web.id()));
            return reading != null && reading.processes() == 3;
        });
    }

    @Test
    void findsThePortOfAServiceThatAShellLeads() throws Exception {
        Files.writeString(
                folder.resolve("listen.py"),
                "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
                        + "print('port', s.getsockname()[1], flush=True)\ntime.sleep(1000)\n");
        Service web = figures.engine
                .done(figures.engine.controller.addService(
                        ServiceSpec.of("web", new Command.Text("python3 listen.py; echo over"))))
                .get(0);
        figures.engine.done(web.start());
        awaitLine(web.log(), "port ");
        int port = RealEngine.lines(web.log()).stream()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring("port ".length())))
                .findFirst()
                .orElseThrow();
        figures.sampleNow();
        await().until(
                        () -> figures.last().ports().get(new Subject.OfService(web.id())),
                        new Ports(true, List.of(port))::equals);
    }
}
