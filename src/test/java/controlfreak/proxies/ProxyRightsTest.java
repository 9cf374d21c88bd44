package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.refork;
import static controlfreak.proxies.WarmProxy.started;
import static controlfreak.proxies.WarmProxy.withApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A forked service takes its rights in the child: as whom it runs, and how much it may take. */
@EnabledOnOs(OS.LINUX)
class ProxyRightsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsRoot() throws Exception {
        Rights.assumeRoot();
        Rights.open(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aProgramOfItsOwnHasAllOfThem(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            Rights.start(proxy, "web", "echo up >/dev/stderr; exec sleep 600", Rights.ALL);
            proxy.awaitOutput("err", "web", "up");
            Rights.assertHasAll(proxy, "web");
            proxy.stopService("web");
            assertThat(proxy.awaitStatus("stopped", "web").exitStatus()).isEqualTo(15);
        }
    }

    @ParameterizedTest
    @EnumSource
    void soHasAWorkerInTheInterpreterAndItDiesWithItsProxy(Language language) throws Exception {
        Path worker = folder.resolve(language.script("worker"));
        Files.copy(ProxyProcess.scripts().resolve(language.script("sleep")), worker);
        Files.setPosixFilePermissions(worker, PosixFilePermissions.fromString("rw-r--r--"));
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            Rights.start(proxy, "web", worker.toString(), Rights.ALL);
            proxy.awaitOutput("web", "up");
            Rights.assertHasAll(proxy, "web");
            long pid = started(proxy, "web");
            assertThat(Files.getOwner(Path.of("/proc/" + pid + "/fd")).getName())
                    .as("what it may look at itself")
                    .isEqualTo("daemon");
            proxy.signal("KILL");
            proxy.awaitExit();
            await().until(() -> !ProxyProcess.isAlive(pid));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeHadIsRefused(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            Rights.assertRefusesWhatCannotBeHad(proxy, Files.createDirectory(folder.resolve("closed")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatMayNotSaysSo(Language language) throws Exception {
        language.copyTo(folder);
        Path program = Rights.asDaemon(folder.resolve(language.program().getFileName()), folder);
        try (ProxyProcess proxy =
                ProxyProcess.start(program, settings -> settings.environment().put("PATH", "/usr/bin:/bin"), true)) {
            Rights.assertRefusesWhatOnlyRootMay(proxy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateServesThoseOfTheSameRights(Language language) throws Exception {
        Map<String, Object> slow = Map.of("nice", 5, "oomScoreAdj", 300, "limits", Map.of("nofile", List.of(200, 300)));
        try (ProxyProcess proxy = withApplication(language)) {
            Rights.start(proxy, "web", language.script("warm"), slow);
            proxy.awaitOutput("web", "up");
            refork(proxy, "web");
            Rights.start(proxy, "same", language.script("warm"), slow);
            Rights.start(proxy, "plain", language.script("warm"), Map.of());
            proxy.awaitOutput("same", "up");
            proxy.awaitOutput("plain", "up");

            assertThat(proxy.output("out", "same").get(0)).startsWith("was 1");
            assertThat(Rights.niceness(started(proxy, "same"))).isEqualTo(5);
            assertThat(Rights.limit(started(proxy, "same"), "Max open files")).isEqualTo("200 300");
            assertThat(proxy.output("out", "plain").get(0)).startsWith("was 0");
            assertThat(Rights.niceness(started(proxy, "plain"))).isZero();
        }
    }
}
