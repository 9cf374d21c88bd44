package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a test of any proxy asks about the standard input of services. */
final class OpenInput {
    private static final int NONBLOCKING = 04000;

    private OpenInput() {}

    /** One that reads its input stays with it, and ends at once without. */
    static void assertStaysWithIt(ProxyProcess proxy, Object command) throws Exception {
        proxy.startWithOpenInput("with", command);
        proxy.awaitOutput("with", "up");
        String input = inputOf(proxy, "with");
        proxy.startService("without", command);

        assertThat(proxy.awaitStatus("stopped", "without").exitStatus()).isZero();
        proxy.awaitOutput("without", "the input has ended");
        assertThat(input).startsWith("pipe:");
        assertThat(ProxyProcess.targets(started(proxy, "with"))).containsOnlyOnce(input);
        proxy.stopService("with");
        assertThat(proxy.awaitStatus("stopped", "with").exitStatus()).isNotZero();
        assertThat(proxy.output("out", "with")).containsExactly("up");
    }

    /** What is typed reaches it, its end too; one without an open input is told of. */
    static void assertIsRead(ProxyProcess proxy, Object command) throws Exception {
        proxy.startWithOpenInput("with", command);
        proxy.awaitOutput("with", "up");
        proxy.type("with", "first\nsec");
        proxy.type("with", "ond \u20ac\n");
        proxy.awaitOutput("with", "read second");
        proxy.send(Map.of("command", "input", "name", "with", "text", "last\n", "end", 1));

        assertThat(proxy.awaitStatus("stopped", "with").exitStatus()).isZero();
        proxy.awaitOutput("with", "the input has ended");
        assertThat(proxy.output("out", "with"))
                .containsExactly(
                        "up", "read first", "read second \u00e2\u0082\u00ac", "read last", "the input has ended");
        proxy.startService("without", List.of("sleep", "600"));
        started(proxy, "without");
        proxy.type("without", "lost\n");
        await().until(() -> proxy.log().stream().anyMatch(line -> line.startsWith("err:-:Ignored, input: ")));
    }

    /** More than a pipe holds waits until it is read, and holds up nobody else. */
    static void assertWaitsForASlowReader(ProxyProcess proxy) throws Exception {
        String slow = "echo up; read line; sleep 1; cat | wc -c; echo the input has ended";
        proxy.startWithOpenInput("slow", List.of("sh", "-c", slow));
        proxy.awaitOutput("slow", "up");
        proxy.type("slow", "x".repeat(300_000) + "\n" + "y".repeat(500_000));
        proxy.startService("other", List.of("sleep", "600"));
        started(proxy, "other");
        proxy.send(Map.of("command", "input", "name", "slow", "end", 1));

        proxy.awaitOutput("slow", "the input has ended");
        assertThat(proxy.output("out", "slow")).anyMatch(line -> line.strip().equals("500000"));
    }

    /** One that never wants to wait for its input decides that for itself alone. */
    static void assertItsModeIsItsOwn(ProxyProcess proxy) throws Exception {
        String hasty = "use Fcntl; $| = 1; fcntl STDIN, F_SETFL, O_NONBLOCK or die; print qq(up\\n); sleep 600";
        proxy.startWithOpenInput("earlier", List.of("cat"));
        proxy.startWithOpenInput("hasty", List.of("perl", "-e", hasty));
        proxy.awaitOutput("hasty", "up");
        proxy.startWithOpenInput("later", List.of("cat"));

        assertThat(isNonblocking(started(proxy, "hasty"))).isTrue();
        assertThat(isNonblocking(started(proxy, "earlier"))).isFalse();
        assertThat(isNonblocking(started(proxy, "later"))).isFalse();
        assertThat(proxy.statuses("stopped")).isEmpty();
    }

    /** Those that outlive their service see the end of their input when the proxy dies: no child keeps it open. */
    static void assertEndsWithTheProxy(ProxyProcess proxy, Path folder) throws Exception {
        String outliving = "exec 3<&0; setsid sh -c 'echo up; timeout 300 cat && : > \"$0\"' \"$0\" <&3 & wait";
        List<Path> ends = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Path end = folder.resolve(name + ".ended");
            ends.add(end);
            proxy.startWithOpenInput(name, List.of("sh", "-c", outliving, end.toString()));
            proxy.awaitOutput(name, "up");
        }
        assertThat(ends).noneMatch(Files::exists);
        proxy.signal("KILL");

        await().until(() -> ends.stream().allMatch(Files::exists));
    }

    static String inputOf(ProxyProcess proxy, String name) throws IOException {
        return target(proxy, name, 0);
    }

    /** What a descriptor of a service's leads to. */
    static String target(ProxyProcess proxy, String name, int descriptor) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + started(proxy, name) + "/fd/" + descriptor))
                .toString();
    }

    private static boolean isNonblocking(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/fdinfo/0")).stream()
                .filter(line -> line.startsWith("flags:"))
                .anyMatch(line -> (Integer.parseInt(line.replaceAll("\\D", ""), 8) & NONBLOCKING) != 0);
    }
}
