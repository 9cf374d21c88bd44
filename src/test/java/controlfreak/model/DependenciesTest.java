package controlfreak.model;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import controlfreak.model.Dependency.Until;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final Command COMMAND = new Command.Text("run");

    private static ServiceSpec service(String name, String... after) {
        return ServiceSpec.of(name, COMMAND)
                .withDependsOn(Stream.of(after)
                        .map(other -> new Dependency(other, Until.READY))
                        .toList());
    }

    private static Workspace of(ServiceSpec... services) {
        return new Workspace(Environment.EMPTY, List.of(), List.of(services), Map.of());
    }

    private static List<String> after(Workspace workspace, String service) {
        return workspace.service(service).orElseThrow().dependsOn().stream()
                .map(Dependency::name)
                .toList();
    }

    @Test
    void aLongWayRoundIsFoundAndNamed() {
        assertThatThrownBy(() -> of(service("a", "b", "c"), service("b"), service("c", "d"), service("d", "c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("c would wait for itself: c → d → c.");
    }

    @Test
    void twoWaysToTheSameAreNoCircle() {
        assertThat(of(service("a", "b", "c"), service("b", "d"), service("c", "d"), service("d"))
                        .allServices())
                .hasSize(4);
    }

    @Test
    void aLongChainIsNoTrouble() {
        ServiceSpec[] chain = IntStream.range(0, 5000)
                .mapToObj(i -> i == 0 ? service("s0") : service("s" + i, "s" + (i - 1)))
                .toArray(ServiceSpec[]::new);
        assertThat(of(chain).allServices()).hasSize(5000);
    }

    @Test
    void aServiceIsMeantBeforeAProxyOfTheSameName() {
        ProxySpec db = ProxySpec.of("db", COMMAND).withServices(List.of(service("web", "db")));
        assertThat(new Workspace(Environment.EMPTY, List.of(db), List.of(service("db")), Map.of()).allServices())
                .hasSize(2);
        assertThatThrownBy(() -> new Workspace(Environment.EMPTY, List.of(db), List.of(), Map.of()))
                .hasMessage("web is started by the proxy db, so always after it.");
    }

    @Test
    void whatNeverCompletesIsNotWaitedFor() {
        ServiceSpec web = service("web").withDependsOn(List.of(new Dependency("job", Until.COMPLETED)));
        assertThat(of(web, service("job")).allServices()).hasSize(2);
        RestartPolicy forEver = new RestartPolicy(true, true, 8, Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThatThrownBy(() -> of(web, service("job").withRestart(forEver)))
                .hasMessage("job is restarted after a normal end, so it never completes.");
        ProxySpec job = ProxySpec.of("job", COMMAND);
        assertThatThrownBy(() -> new Workspace(Environment.EMPTY, List.of(job), List.of(web), Map.of()))
                .hasMessage("The proxy job never completes; wait for one of its services.");
    }

    @Test
    void whoWaitsFollowsANewName() {
        Workspace workspace = of(service("web", "db", "redis"), service("db"), service("redis"));
        assertThat(after(workspace.withServiceReplaced("db", service("store")), "web"))
                .containsExactly("store", "redis");
        Workspace below = workspace.withProxy(ProxySpec.of("shop", COMMAND));
        assertThat(after(below.withServiceMoved("db", Optional.of("shop"), service("store")), "web"))
                .containsExactly("store", "redis");
    }

    @Test
    void aServiceThatMovesMayWaitForTheProxyItLeaves() {
        ProxySpec shop = ProxySpec.of("shop", COMMAND).withServices(List.of(service("web")));
        Workspace workspace = new Workspace(Environment.EMPTY, List.of(shop), List.of(), Map.of());
        Workspace moved = workspace.withServiceMoved("web", Optional.empty(), service("web", "shop"));
        assertThat(moved.services()).containsExactly(service("web", "shop"));
        assertThat(moved.proxies().get(0).services()).isEmpty();
    }

    @Test
    void nobodyWaitsForWhatIsRemoved() {
        Workspace workspace = of(service("web", "db", "redis"), service("db"), service("redis"));
        assertThat(after(workspace.withoutService("db"), "web")).containsExactly("redis");
        ProxySpec shop = ProxySpec.of("shop", COMMAND).withServices(List.of(service("worker")));
        Workspace waiting =
                new Workspace(Environment.EMPTY, List.of(shop), List.of(service("web", "worker", "shop")), Map.of());
        assertThat(after(waiting.withoutProxy("shop"), "web")).isEmpty();
        assertThat(after(waiting.withProxyReplaced("shop", ProxySpec.of("store", COMMAND)), "web"))
                .containsExactly("store");
    }

    @Test
    void aNameCannotBeWaitedForTwice() {
        assertThatThrownBy(() -> service("web", "db", "db")).hasMessage("A name can be waited for once.");
    }

    @Test
    void aLongChainTakesAMomentWhicheverWayRound() {
        for (boolean forward : new boolean[] {true, false}) {
            ServiceSpec[] chain = new ServiceSpec[60_000];
            for (int i = 0; i < chain.length; i++) {
                int other = forward ? i - 1 : i + 1;
                boolean isEnd = other < 0 || other == chain.length;
                chain[i] = isEnd ? service("s" + i) : service("s" + i, "s" + other);
            }
            assertTimeoutPreemptively(
                    PATIENCE,
                    () -> assertThat(Dependencies.knot(List.of(), List.of(chain)))
                            .isEmpty());
        }
    }

    @Test
    void aLongCircleIsToldShort() {
        ServiceSpec[] circle = new ServiceSpec[500];
        for (int i = 0; i < circle.length; i++) {
            circle[i] = service("s" + i, "s" + (i + 1) % circle.length);
        }
        assertThatThrownBy(() -> of(circle))
                .hasMessageStartingWith("s0 would wait for itself: s0 → s1 → ")
                .hasMessageEndingWith(" → … (500 services).")
                .message()
                .hasSizeLessThan(300);
    }
}
