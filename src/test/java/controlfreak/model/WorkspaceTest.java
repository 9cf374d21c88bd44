package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
    private static final Command COMMAND = new Command.Text("x");
    private static final Workspace SHOP = Workspace.EMPTY
            .withProxy(ProxySpec.of("shop", COMMAND))
            .withProxy(ProxySpec.of("mail", COMMAND))
            .withService(Optional.of("shop"), service("web").withInstances(2))
            .withService(Optional.empty(), service("redis"))
            .withService(Optional.of("mail"), service("smtp"));

    @Test
    void servicesStandWhereTheyWerePut() {
        assertThat(SHOP.allServices()).extracting(ServiceSpec::name).containsExactly("web", "smtp", "redis");
        assertThat(SHOP.proxyOf("smtp")).map(ProxySpec::name).contains("mail");
        assertThat(SHOP.proxyOf("redis")).isEmpty();
        assertThat(SHOP.proxyOf("none")).isEmpty();
        assertThat(SHOP.service("web").orElseThrow().ids())
                .extracting(ServiceId::name)
                .containsExactly("web-1", "web-2");
        assertThat(SHOP.service("redis").orElseThrow().ids()).containsExactly(new ServiceId("redis", 0));
    }

    @Test
    void namesAreTakenOnce() {
        assertThatThrownBy(() -> SHOP.withProxy(ProxySpec.of("shop", COMMAND)))
                .hasMessage("There are two proxies named \"shop\".");
        assertThatThrownBy(() -> SHOP.withService(Optional.empty(), service("web")))
                .hasMessage("There are two services named \"web\".");
        assertThatThrownBy(() -> SHOP.withService(Optional.of("mail"), service("redis")))
                .hasMessage("There are two services named \"redis\".");
        assertThatThrownBy(() -> SHOP.withService(Optional.empty(), service("web-2")))
                .hasMessage("Two services would run a process named \"web-2\".");
        assertThatThrownBy(() -> SHOP.withService(Optional.of("none"), service("a")))
                .hasMessage("There is no proxy named \"none\".");
    }

    @Test
    void aProxyAndAServiceMayShareAName() {
        assertThat(SHOP.withService(Optional.of("shop"), service("shop")).service("shop"))
                .isPresent();
        // The group's own name runs no process, so that a service may have what looks like its instance's.
        assertThat(SHOP.withService(Optional.empty(), service("web-3")).service("web-3"))
                .isPresent();
    }

    @Test
    void aClashIsSaidOfTheSecond() {
        List<ProxySpec> proxies = SHOP.proxies();
        assertThat(Workspace.clash(proxies, SHOP.services())).isEmpty();
        assertThat(Workspace.clash(proxies, List.of(service("a"), service("smtp"))))
                .contains(new Workspace.Clash(false, 3, "There are two services named \"smtp\"."));
        assertThat(Workspace.clash(List.of(proxies.get(0), proxies.get(1), proxies.get(0)), List.of()))
                .contains(new Workspace.Clash(true, 2, "There are two proxies named \"shop\"."));
    }

    @Test
    void editsReachOneThingAndKeepItsPlace() {
        Workspace edited = SHOP.withServiceReplaced("web", service("www"));
        assertThat(edited.allServices()).extracting(ServiceSpec::name).containsExactly("www", "smtp", "redis");
        assertThat(edited.proxyOf("www")).map(ProxySpec::name).contains("shop");
        assertThat(SHOP.withoutService("smtp").allServices())
                .extracting(ServiceSpec::name)
                .containsExactly("web", "redis");
        assertThat(SHOP.withoutProxy("shop").allServices())
                .extracting(ServiceSpec::name)
                .containsExactly("smtp", "redis");
        assertThat(SHOP.withProxyReplaced("shop", ProxySpec.of("store", COMMAND))
                        .proxies())
                .extracting(ProxySpec::name)
                .containsExactly("store", "mail");
        assertThatThrownBy(() -> SHOP.withServiceReplaced("web", service("redis")))
                .hasMessage("There are two services named \"redis\".");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void instancesAreFew(int instances) {
        assertThatThrownBy(() -> service("a").withInstances(instances))
                .hasMessage("The number of instances is between 1 and 1000.");
    }

    @Test
    void policiesHaveLimits() {
        Duration second = Duration.ofSeconds(1);
        assertThat(RestartPolicy.DEFAULT).isEqualTo(new RestartPolicy(true, false, 8, second, Duration.ofSeconds(10)));
        assertThatThrownBy(() -> new RestartPolicy(true, true, -1, second, second))
                .hasMessage("The number of retries is between 0 and 1000.");
        assertThatThrownBy(() -> new RestartPolicy(true, true, 0, Duration.ofNanos(-1), second))
                .hasMessage("The time to start is between 0 and 3600 seconds.");
        assertThatThrownBy(() -> new RestartPolicy(
                        true, true, 0, second, Duration.ofHours(1).plusNanos(1)))
                .hasMessage("The time to stop is between 0 and 3600 seconds.");
    }

    @Test
    void commandsNeedAProgram() {
        assertThatThrownBy(() -> new Command.Text(" \n")).hasMessage("A command cannot be empty.");
        assertThatThrownBy(() -> new Command.Text("a\0")).hasMessage("A command cannot hold a NUL character.");
        assertThatThrownBy(() -> new Command.Words(List.of()))
                .hasMessage("A command needs at least the program's name.");
        assertThatThrownBy(() -> new Command.Words(List.of("", "a"))).hasMessage("The program's name cannot be empty.");
        assertThatThrownBy(() -> new Command.Words(List.of("a", "\0")))
                .hasMessage("An argument cannot hold a NUL character.");
        assertThat(new Command.Words(List.of("a", "", "b")).display()).isEqualTo("a  b");
    }

    @Test
    void whatWasHandedInCannotBeChangedLater() {
        assertThatThrownBy(() -> SHOP.proxies().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> SHOP.extra().put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(new Workspace(Environment.EMPTY, List.of(), List.of(), Map.of()))
                .isEqualTo(Workspace.EMPTY);
    }

    private static ServiceSpec service(String name) {
        return ServiceSpec.of(name, COMMAND);
    }

    private static final SocketSpec PORT = SocketSpec.of("web", SocketPlace.Tcp.of("8080"));

    private static Workspace listening() {
        ServiceSpec web = ServiceSpec.of("web", new Command.Text("x")).with(draft -> draft.sockets = List.of("web"));
        ServiceSpec echo = ServiceSpec.of("echo", new Command.Text("x"))
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web")));
        ProxySpec shop = ProxySpec.of("shop").withServices(List.of(echo));
        return new Workspace(Environment.EMPTY, List.of(), List.of(PORT), List.of(shop), List.of(web), Map.of());
    }

    @Test
    void whoIsGivenASocketFollowsItsNewName() {
        SocketSpec renamed = SocketSpec.of("site", PORT.place());
        Workspace workspace = listening().withSockets(List.of(renamed), Map.of("web", "site"));
        assertThat(SocketNames.users(workspace, "site"))
                .extracting(ServiceSpec::name)
                .containsExactly("echo", "web");
        assertThat(workspace.service("echo").orElseThrow().streams().stdin()).isEqualTo(new Stdin.Socket("site"));
    }

    @Test
    void aSocketThatIsGoneIsGivenToNobody() {
        Workspace workspace = listening().withSockets(List.of(), Map.of());
        assertThat(workspace.allServices())
                .allSatisfy(service -> assertThat(service.allSockets()).isEmpty());
        assertThat(workspace.service("echo").orElseThrow().streams()).isEqualTo(Streams.DEFAULT);
    }

    @Test
    void aSocketMustBeThereOnce() {
        assertThatThrownBy(() -> listening()
                        .withServiceReplaced(
                                "web",
                                ServiceSpec.of("web", new Command.Text("x"))
                                        .with(draft -> draft.sockets = List.of("api"))))
                .hasMessage("There is no socket named \"api\".");
        assertThatThrownBy(() -> listening().withSockets(List.of(PORT, PORT), Map.of()))
                .hasMessage("There are two sockets named \"web\".");
    }
}
