package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ${instance}                     | 3
                    ${9100+instance}                | 9103
                    ${-1+instance}                  | 2
                    http.server ${9100+instance} -v | http.server 9103 -v
                    a${instance}b${10+instance}c    | a3b13c
                    $$${instance}                   | $$3
                    \\\\${instance}             | \\\\3
                    """)
    void isFilledIn(String text, String filledIn) {
        assertThat(InstanceTemplate.filledIn(text, 3)).isEqualTo(filledIn);
        assertThat(InstanceTemplate.problem(text)).isEmpty();
        assertThat(InstanceTemplate.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "${",
                "$HOME",
                "${HOME}",
                "$$",
                "$${instance}",
                "\\${instance}",
                "${instance:-x}",
                "${instance-1}",
                "${instance%.*}",
                "${instances}",
                "${instance_id}",
                "${#instance}",
                "$instance",
                "$(instance)",
                "${INSTANCE}",
                "${1+\"$@\"}",
                "${1+x}",
                "${10}",
                "${x+instance}",
                "${9100}",
                "awk '{ print $1 }'",
                "%i"
            })
    void whatMeansSomethingElseStays(String text) {
        assertThat(InstanceTemplate.problem(text)).isEmpty();
        assertThat(InstanceTemplate.filledIn(text, 3)).isEqualTo(text);
        assertThat(InstanceTemplate.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port ${9100+instanze} x   | ${9100+instanze}
                    ${instance                  | ${instance
                    ${9100+instance             | ${9100+instance
                    ${ instance }               | ${ instance }
                    ${9100 + instance}          | ${9100 + instance}
                    ${9100-instance}            | ${9100-instance}
                    ${instance+9100}            | ${instance+9100}
                    ${9100+inst}                | ${9100+inst}
                    ${1+INSTANCE}               | ${1+INSTANCE}
                    ${12345678901+instance}     | ${12345678901+instance}
                    ${instance} and ${instance" | ${instance
                    """)
    void whatCannotBeReadIsNamed(String text, String wrong) {
        assertThat(InstanceTemplate.problem(text))
                .hasValue(wrong + " cannot be read. Write ${instance} or, for example, ${9100+instance}.");
    }

    private static final ServiceSpec WEB = ServiceSpec.of("web", new Command.Text("serve ${9100+instance}"))
            .with(web -> {
                web.instances = 4;
                web.cwd = Optional.of("data/${instance}");
                web.env = Environment.EMPTY.with("PORT", "${9100+instance}").withRemoved("HOME");
                web.envFiles = List.of(new EnvironmentFile("${instance}.env", EnvironmentFile.Dialect.COMPOSE));
                web.health = new Health(
                        Optional.of(Readiness.of(new Readiness.Sign.Line("port ${9100+instance}"))),
                        Optional.of(Liveness.of(new Check.Port("h${instance}", 9100, true))));
                web.control = Control.DEFAULT
                        .withStop(Stop.of(new Ask.Run(new Command.Text("quit ${9100+instance}"))))
                        .withReload(new Reload(
                                new Ask.Run(new Command.Text("reload ${instance}")),
                                Optional.of(new Command.Words(List.of("check", "${instance}"))),
                                Map.of()));
                web.extra = Map.of("note", "${instance}");
            });

    @Test
    void aServiceHasItInAllThatItsProcessIsMadeOf() {
        ServiceSpec third = WEB.forInstance(new ServiceId("web", 3));
        assertThat(third).isEqualTo(WEB.with(web -> {
            web.command = new Command.Text("serve 9103");
            web.cwd = Optional.of("data/3");
            web.env = Environment.EMPTY.with("PORT", "9103").withRemoved("HOME");
            web.envFiles = List.of(new EnvironmentFile("3.env", EnvironmentFile.Dialect.COMPOSE));
            web.health = new Health(
                    Optional.of(Readiness.of(new Readiness.Sign.Line("port 9103"))),
                    Optional.of(Liveness.of(new Check.Port("h3", 9103))));
            web.control = Control.DEFAULT
                    .withStop(Stop.of(new Ask.Run(new Command.Text("quit 9103"))))
                    .withReload(new Reload(
                            new Ask.Run(new Command.Text("reload 3")),
                            Optional.of(new Command.Words(List.of("check", "3"))),
                            Map.of()));
        }));
    }

    @Test
    void aSingleProcessIsTheFirst() {
        ServiceId only = WEB.withInstances(1).ids().get(0);
        assertThat(WEB.withInstances(1).forInstance(only).command().display()).isEqualTo("serve 9101");
        assertThat(ServiceVariables.of(only).value("CONTROL_FREAK_INSTANCE")).hasValue("1");
    }

    @Test
    void aListIsFilledInWordByWord() {
        Command list = new Command.Words(List.of("serve", "--port=${80+instance}", "${HOME}"));
        assertThat(WEB.withCommand(list).forInstance(new ServiceId("web", 2)).command())
                .isEqualTo(new Command.Words(List.of("serve", "--port=82", "${HOME}")));
        Health ready = Health.UNWATCHED.withReady(new Readiness.Sign.Probed(
                new Probe(new Check.Run(list), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT)));
        Readiness.Sign.Probed sign = (Readiness.Sign.Probed) WEB.withHealth(ready)
                .forInstance(new ServiceId("web", 2))
                .health()
                .ready()
                .orElseThrow()
                .sign();
        assertThat(((Check.Run) sign.probe().check()).command().display()).isEqualTo("serve --port=82 ${HOME}");
    }

    @Test
    void whatIsNoPortOfSomeInstanceIsRefused() {
        assertThatThrownBy(() -> WEB.withEnv(Environment.EMPTY.with("HTTP_PORT", "${65533+instance}")))
                .hasMessage("${65533+instance} is 65537 for instance 4. A port is between 1 and 65535.");
        assertThat(WEB.withEnv(Environment.EMPTY.with("OFFSET", "${65533+instance}")))
                .isNotNull();
        Check.Port last = new Check.Port("localhost", 65_531, true);
        assertThat(WEB.withHealth(Health.UNWATCHED.withLive(Liveness.of(last)))).isNotNull();
        assertThatThrownBy(() -> WEB.withHealth(Health.UNWATCHED.withLive(Liveness.of(last)))
                        .withInstances(5))
                .hasMessage("${65531+instance} is 65536 for instance 5. A port is between 1 and 65535.");
    }

    @Test
    void whatCannotBeReadMakesNoService() {
        assertThatThrownBy(() -> WEB.withCommand(new Command.Text("serve ${9100+instanze}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("${9100+instanze} cannot be read.");
        assertThatThrownBy(() -> WEB.withCwd(Optional.of("${instance"))).isInstanceOf(IllegalArgumentException.class);
    }
}
