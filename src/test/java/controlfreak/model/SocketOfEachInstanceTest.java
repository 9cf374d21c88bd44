package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketOfEachInstanceTest {
    private static final SocketSpec EACH =
            SocketSpec.of("web_${instance}", SocketPlace.of("127.0.0.1:${9100+instance}"));

    private static ServiceSpec service(String name, int instances, String... sockets) {
        return ServiceSpec.of(name, new Command.Text("true"))
                .withInstances(instances)
                .with(draft -> draft.sockets = List.of(sockets));
    }

    private static Workspace workspace(List<SocketSpec> sockets, ServiceSpec... services) {
        return new Workspace(Environment.EMPTY, List.of(), sockets, List.of(), List.of(services), Map.of());
    }

    @Test
    void thereIsOneForEachInstanceOfTheServiceThatHasMost() {
        Workspace workspace =
                workspace(List.of(EACH), service("web", 3, "web_${instance}"), service("few", 2, "web_${instance}"));
        assertThat(SocketNames.ofProcesses(workspace))
                .extracting(socket -> socket.name() + " " + socket.place().text())
                .containsExactly("web_1 127.0.0.1:9101", "web_2 127.0.0.1:9102", "web_3 127.0.0.1:9103");
        assertThat(SocketNames.users(workspace, "web_2"))
                .extracting(ServiceSpec::name)
                .containsExactly("web", "few");
        assertThat(SocketNames.users(workspace, "web_3"))
                .extracting(ServiceSpec::name)
                .containsExactly("web");
        assertThat(SocketNames.users(workspace, "web_${instance}")).hasSize(2);
    }

    @Test
    void whoNamesItIsGivenThatOfItsNumber() {
        ServiceSpec web = service("web", 3, "web_${instance}")
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("api_${instance}")));
        assertThat(web.forInstance(web.ids().get(1)).allSockets()).containsExactly("web_2", "api_2");
        ProxySpec proxy = ProxySpec.of("shop").withServices(List.of(web));
        assertThat(proxy.sockets()).containsExactly("api_1", "api_2", "api_3", "web_1", "web_2", "web_3");
    }

    @Test
    void nobodysIsNotBound() {
        assertThat(SocketNames.ofProcesses(workspace(List.of(EACH)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web_${instance} | 8080 | instance's number in its name and in its place",
                "web | ${9100+instance} | instance's number in its name and in its place",
                "web_${instance} | run/web.sock | instance's number in its name and in its place",
                "web_${Instance} | 8080 | only letters, digits and underscores",
                "web_${-5+instance} | 8080 | only letters, digits and underscores",
                "web_${instance} | 127.0.0.1:910${instance} | An address with a port is needed",
                "web_${instance} | ${9100-instance} | An address with a port is needed",
                "web_${instance} | ${65535+instance} | between 1 and 65535",
                "web_${instance} | run/${instance+1}.sock | cannot be read"
            })
    void whatIsMeantAndCannotBeIsRefused(String name, String place, String problem) {
        assertThatThrownBy(() -> SocketSpec.of(name, SocketPlace.of(place)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void theLastInstanceHasAPortToo() {
        SocketSpec high = SocketSpec.of("web_${instance}", SocketPlace.of("${65533+instance}"));
        assertThat(SocketNames.ofProcesses(workspace(List.of(high), service("web", 2, "web_${instance}"))))
                .hasSize(2);
        assertThatThrownBy(() -> workspace(List.of(high), service("web", 3, "web_${instance}")))
                .hasMessageContaining("web_${instance}")
                .hasMessageContaining("between 1 and 65535");
    }

    @Test
    void noneHasAnothersName() {
        SocketSpec second = SocketSpec.of("web_2", SocketPlace.of("80"));
        assertThat(SocketNames.ofProcesses(workspace(List.of(second, EACH), service("web", 1, "web_${instance}"))))
                .hasSize(2);
        assertThatThrownBy(() -> workspace(List.of(second, EACH), service("web", 2, "web_${instance}")))
                .hasMessageContaining("two sockets named \"web_2\"");
    }

    @Test
    void itIsWrittenAsItIsRead() {
        assertThat(EACH.place().written()).isEqualTo("127.0.0.1:${9100+instance}");
        assertThat(SocketPlace.of("${9100+instance}").written()).isEqualTo("${9100+instance}");
        assertThat(SocketPlace.of("${9100+instance}").text()).isEqualTo("127.0.0.1:${9100+instance}");
        assertThat(SocketPlace.of("run/${instance}.sock"))
                .isEqualTo(new SocketPlace.Unix("run/${instance}.sock", Optional.empty(), Optional.empty()));
    }
}
