package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import controlfreak.proxies.ProxyProcess.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tests of all languages ask about as whom a service runs, and how much it may take. */
final class Rights {
    static final Map<String, Object> ALL = Map.of(
            "user",
            "daemon",
            "group",
            "mail",
            "umask",
            "0027",
            "limits",
            Map.of("nofile", List.of(200, 200), "core", List.of(0, 0)),
            "nice",
            5,
            "oomScoreAdj",
            300);

    private Rights() {}

    static void assumeRoot() {
        assumeThat(System.getProperty("user.name"))
                .as("only root may change the user")
                .isEqualTo("root");
    }

    /** Lets everybody into a folder. */
    static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void start(ProxyProcess proxy, String name, Object command, Map<String, ?> more) throws IOException {
        Map<String, Object> order = new HashMap<>(Map.of("command", "start", "name", name, "cmd", command));
        order.putAll(more);
        proxy.send(order);
    }

    /** A service that was started with all of them has all of them. */
    static void assertHasAll(ProxyProcess proxy, String name) throws IOException {
        long pid = started(proxy, name);
        assertThat(status(pid, "Uid")).isEqualTo("1 1 1 1");
        assertThat(status(pid, "Gid")).isEqualTo("8 8 8 8");
        assertThat(status(pid, "Groups")).isEqualTo("8");
        assertThat(status(pid, "Umask")).isEqualTo("0027");
        assertThat(limit(pid, "Max open files")).isEqualTo("200 200");
        assertThat(limit(pid, "Max core file size")).isEqualTo("0 0");
        assertThat(niceness(pid)).isEqualTo(5);
        assertThat(Files.readString(Path.of("/proc/" + pid + "/oom_score_adj"))).isEqualTo("300\n");
    }

    /** What cannot be had is refused with a sentence, and nothing runs instead. */
    static void assertRefusesWhatCannotBeHad(ProxyProcess proxy, Path closed) throws Exception {
        List<String> program = List.of("sleep", "600");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        start(proxy, "user", program, Map.of("user", "no-such-user"));
        start(proxy, "group", program, Map.of("group", "no-such-group"));
        start(proxy, "limit", program, Map.of("limits", Map.of("nofile", List.of(999_999_999_999L, 999_999_999_999L))));
        start(proxy, "folder", program, Map.of("user", "daemon", "cwd", closed.toString()));

        assertIsRefused(proxy, "user", "There is no user no-such-user on this system");
        assertIsRefused(proxy, "group", "There is no group no-such-group on this system");
        assertThat(proxy.awaitStatus("failed", "limit").reason())
                .startsWith("The limit nofile cannot be raised to 999999999999: the proxy itself has at most ");
        assertIsRefused(proxy, "folder", "Cannot enter the working folder " + closed + ": Permission denied");
        assertThat(proxy.statuses("started")).isEmpty();
    }

    /** A proxy of another user's may do only what that one may. */
    static void assertRefusesWhatOnlyRootMay(ProxyProcess proxy) throws Exception {
        List<String> program = List.of("sleep", "600");
        start(proxy, "user", program, Map.of("user", "nobody"));
        start(proxy, "group", program, Map.of("group", "mail"));
        start(proxy, "nice", program, Map.of("nice", -5));
        start(proxy, "score", program, Map.of("oomScoreAdj", -500));
        start(proxy, "itself", program, Map.of("user", "daemon", "group", "1", "nice", 3));

        String end = ". Run it as root, or take that away";
        assertIsRefused(proxy, "user", "The proxy runs as daemon and may not run anything as the user nobody" + end);
        assertIsRefused(proxy, "group", "The proxy runs as daemon and may not run anything as the group mail" + end);
        assertThat(proxy.awaitStatus("failed", "nice").reason())
                .startsWith("The niceness cannot be lowered to -5: that takes root's privileges. The proxy's own is ");
        assertThat(proxy.awaitStatus("failed", "score").reason())
                .startsWith("The out-of-memory score cannot be lowered to -500: that takes root's privileges.");
        assertThat(niceness(started(proxy, "itself"))).isEqualTo(3);
    }

    /** A program that runs another as the user daemon. */
    static Path asDaemon(Path program, Path folder) throws IOException {
        Path wrapper = Files.writeString(
                folder.resolve("as-daemon"),
                "#!/bin/sh\nexec setpriv --reuid=1 --regid=1 --clear-groups \"" + program + "\" \"$@\"\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        return wrapper;
    }

    private static void assertIsRefused(ProxyProcess proxy, String name, String reason) {
        Status refused = proxy.awaitStatus("failed", name);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.isFinal()).isTrue();
    }

    static int niceness(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    private static String status(long pid, String key) throws IOException {
        return line("/proc/" + pid + "/status", key + ":");
    }

    static String limit(long pid, String key) throws IOException {
        return line("/proc/" + pid + "/limits", key).replaceAll(" [a-z]+$", "");
    }

    private static String line(String file, String start) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip().replaceAll("\\s+", " "))
                .findFirst()
                .orElseThrow();
    }
}
