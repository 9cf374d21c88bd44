package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two services that would take one port are told apart from those that would not. */
class DeclaredPortsTest {
    private static ServiceSpec service(String name) {
        return ServiceSpec.of(name, new Command.Text("serve"));
    }

    private static ServiceSpec withPort(String name, String port) {
        ServiceSpec service = service(name);
        return service.withEnv(service.env().with("HTTP_PORT", port));
    }

    private static ServiceSpec readyBy(String name, Check.Port port) {
        Probe probe = new Probe(port, Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT);
        return service(name)
                .withHealth(new Health(Optional.of(Readiness.of(new Readiness.Sign.Probed(probe))), Optional.empty()));
    }

    private static Optional<String> clash(ServiceSpec service, ServiceSpec... others) {
        Workspace workspace = Workspace.EMPTY;
        for (ServiceSpec other : others) {
            workspace = workspace.withService(Optional.empty(), other);
        }
        return DeclaredPorts.clash(service, workspace);
    }

    @Test
    void areThoseOfVariablesAndOfReadinessFilledInForEachInstance() {
        assertThat(DeclaredPorts.of(withPort("web", "${9100+instance}").withInstances(3), new ServiceId("web", 2)))
                .containsExactly(9102);
        assertThat(DeclaredPorts.of(readyBy("web", new Check.Port(Check.LOCAL, 8080)), new ServiceId("web", 0)))
                .containsExactly(8080);
        assertThat(DeclaredPorts.of(readyBy("web", new Check.Port("example.org", 8080)), new ServiceId("web", 0)))
                .isEmpty();
    }

    @Test
    void oneThatAnotherTakesTooIsNamed() {
        ServiceSpec four = withPort("web", "${9100+instance}").withInstances(4);
        assertThat(clash(readyBy("api", new Check.Port(Check.LOCAL, 9103)), four))
                .contains("web-3 takes port 9103, too.");
        assertThat(clash(withPort("api", "9105"), four)).isEmpty();
        assertThat(clash(four, four)).as("itself").isEmpty();
    }

    @Test
    void thoseThatAreGivenSocketsMayShareThem() {
        ServiceSpec given = withPort("api", "80").with(draft -> draft.sockets = List.of("http"));
        Workspace workspace = Workspace.EMPTY
                .withSockets(List.of(SocketSpec.of("http", new SocketPlace.Tcp("127.0.0.1", 80))), Map.of())
                .withService(Optional.empty(), given);
        assertThat(DeclaredPorts.clash(withPort("web", "80"), workspace)).isEmpty();
    }
}
