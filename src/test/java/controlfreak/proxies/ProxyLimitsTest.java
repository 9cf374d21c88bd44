package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy beside its limit of open files: whichever step is the one that there is no room for. */
@EnabledOnOs(OS.LINUX)
class ProxyLimitsTest {
    private static final int AT_ONCE = 5;

    @ParameterizedTest
    @EnumSource
    void eachStartIsAnsweredOnceAndLeavesNothing(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            int own = ProxyProcess.targets(proxy.pid()).size();
            for (int spare = 2; spare <= 16; spare++) {
                limit(proxy, own + spare);
                List<String> names = names(spare);
                for (String name : names) {
                    List<String> command =
                            name.endsWith("0") ? List.of(language.script("sleep")) : List.of("sleep", "600");
                    proxy.startWithOpenInput(name, command);
                }
                soon().until(() ->
                        names.stream().noneMatch(name -> said(proxy, name).isEmpty()));
                List<Long> started = names.stream()
                        .flatMap(name -> said(proxy, name).stream())
                        .filter(status -> status.status().equals("started"))
                        .map(ProxyProcess.Status::pid)
                        .toList();
                soon().untilAsserted(() -> assertThat(children(proxy)).containsExactlyInAnyOrderElementsOf(started));
                for (String name : names) {
                    proxy.send(Map.of("command", "stop", "name", name, "signal", "KILL"));
                }
                soon().until(() -> children(proxy).isEmpty());
                limit(proxy, 1024);
                // It has obeyed and reaped all before this.
                proxy.startService("barrier-" + spare, List.of("true"));
                proxy.awaitStatus("stopped", "barrier-" + spare);
                assertThat(names).allSatisfy(name -> assertAnsweredOnce(proxy, name));
            }
            assertThat(proxy.statuses("started"))
                    .as("those of services, beside one a round")
                    .hasSizeGreaterThan(15);
            assertThat(proxy.statuses("failed")).hasSizeGreaterThan(AT_ONCE);
            await().untilAsserted(
                            () -> assertThat(ProxyProcess.targets(proxy.pid())).hasSize(own));
        }
    }

    /** There are many of these. */
    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(10));
    }

    private static void assertAnsweredOnce(ProxyProcess proxy, String name) {
        List<ProxyProcess.Status> said = said(proxy, name);
        if (said.get(0).status().equals("failed")) {
            assertThat(said).hasSize(1);
            assertThat(said.get(0).reason()).contains("files and pipes open");
            assertThat(said.get(0).isFinal()).isFalse();
        } else {
            assertThat(said).extracting(ProxyProcess.Status::status).containsExactly("started", "stopped");
            assertThat(said.get(1).exitStatus()).isEqualTo(9);
        }
    }

    private static List<ProxyProcess.Status> said(ProxyProcess proxy, String name) {
        return proxy.statuses().stream()
                .filter(status -> name.equals(status.name()))
                .toList();
    }

    private static List<String> names(int spare) {
        return IntStream.range(0, AT_ONCE).mapToObj(i -> "s" + spare + "-" + i).toList();
    }

    private static void limit(ProxyProcess proxy, int most) throws Exception {
        String[] command = {"prlimit", "--pid", Long.toString(proxy.pid()), "--nofile=" + most + ":"};
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static List<Long> children(ProxyProcess proxy) throws Exception {
        String children = Files.readString(Path.of("/proc/" + proxy.pid() + "/task/" + proxy.pid() + "/children"));
        return Arrays.stream(children.split(" "))
                .filter(pid -> !pid.isEmpty())
                .map(Long::valueOf)
                .toList();
    }
}
