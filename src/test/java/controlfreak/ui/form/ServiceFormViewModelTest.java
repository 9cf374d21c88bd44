package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Reach;
import controlfreak.model.Readiness;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Stop;
import controlfreak.model.Streams;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.form.run.CheckInput;
import controlfreak.ui.form.run.RestartInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFormViewModelTest {
    private final FormFixture fixture = new FormFixture();
    private final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);

    @Test
    void createsAServiceBelowAProxy() {
        ServiceFormViewModel form = forms.create(Optional.of("mailer"));
        assertThat(form.reasonProperty().get()).isEqualTo("A name is needed.");
        assertThat(form.name().shownProblemProperty().get()).isEmpty();
        assertThat(form.save()).isFalse();
        assertThat(form.name().shownProblemProperty().get()).isEqualTo("A name is needed.");
        form.name().valueProperty().set("send");
        assertThat(form.reasonProperty().get()).isEqualTo("A command is needed.");
        form.command().text().valueProperty().set("send.pl");
        form.tags().valueProperty().set("mail, , out");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.proxyOf("send").orElseThrow().name()).isEqualTo("mailer");
        assertThat(fixture.workspace.service("send").orElseThrow().tags()).containsExactly("mail", "out");
        assertThat(fixture.edits).containsExactly("Add send");
    }

    @Test
    void filesOfVariablesAreALineEach() {
        ServiceFormViewModel form = forms.edit("web");
        TextInput files = form.envFiles().text();
        assertThat(form.envFiles().wordsProperty().get()).isEqualTo("No environment files");
        files.valueProperty().set(".env\n\n/etc/default/my web (old) (systemd, optional)\n${instance}.env (ruby)\n");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.service("web").orElseThrow().envFiles())
                .containsExactly(
                        new EnvironmentFile(".env", Dialect.COMPOSE),
                        new EnvironmentFile("/etc/default/my web (old)", Dialect.SYSTEMD).withOptional(true),
                        new EnvironmentFile("${instance}.env", Dialect.RUBY));
        ServiceFormViewModel again = forms.edit("web");
        assertThat(again.envFiles().text().value())
                .isEqualTo(".env (compose)\n/etc/default/my web (old) (systemd, optional)\n${instance}.env (ruby)");
        again.envFiles().add(Path.of("/srv/shop/conf/a.env"), Dialect.FOREMAN, Optional.of(Path.of("/srv/shop")));
        assertThat(again.envFiles().files()).last().isEqualTo(new EnvironmentFile("conf/a.env", Dialect.FOREMAN));
        again.envFiles().text().valueProperty().set(".env (csh)");
        assertThat(again.reasonProperty().get())
                .isEqualTo("\".env (csh)\" is no file with a dialect: compose, foreman, ruby or systemd, and perhaps"
                        + " optional.");
    }

    @Test
    void whatIsMadeOfTheInstancesNumberIsCheckedWhereItIsTyped() {
        fixture.workspace = fixture.workspace.withServiceReplaced(
                "web", fixture.workspace.service("web").orElseThrow().withEnv(Environment.EMPTY));
        ServiceFormViewModel form = forms.edit("web");
        form.command().text().valueProperty().set("serve ${9100+instanze}");
        assertThat(form.reasonProperty().get()).startsWith("${9100+instanze} cannot be read.");
        form.command().text().valueProperty().set("serve ${9100+instance} ${HOME} ${1+\"$@\"}");
        assertThat(form.reasonProperty().get()).isEmpty();
        form.cwd().valueProperty().set("${instance");
        assertThat(form.reasonProperty().get()).startsWith("${instance cannot be read.");
        form.cwd().valueProperty().set("data-${instance}");
        form.instances().valueProperty().set("4");
        assertThat(form.scalingProperty().get())
                .endsWith("In its texts ${9100+instance} is 9101 for the first, 9102 for the second.");
        form.health().ready().wayProperty().set(CheckInput.Way.PORT);
        form.health().ready().port().valueProperty().set("8080");
        assertThat(form.scalingProperty().get())
                .endsWith("All of them would take port 8080, unless they share a socket: ${8079+instance} is another"
                        + " one for each.");
        form.health().ready().port().valueProperty().set("${8079+instance}");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace
                        .service("web")
                        .orElseThrow()
                        .forInstance(new ServiceId("web", 2))
                        .health())
                .isEqualTo(Health.UNWATCHED.withReady(new Readiness.Sign.Probed(
                        new Probe(new Check.Port(Check.LOCAL, 8081), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\nb", "", "..", "redis", "web-3", "ü"})
    void refusesNamesWithASentence(String name) {
        ServiceFormViewModel form = forms.create(Optional.empty());
        form.command().text().valueProperty().set("x");
        form.name().valueProperty().set(name);
        assertThat(form.reasonProperty().get()).endsWith(".");
        assertThat(form.save()).isFalse();
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void anEditKeepsWhatTheFormDoesNotShow() {
        ServiceFormViewModel form = forms.edit("web");
        form.name().valueProperty().set("site");
        form.instances().valueProperty().set("9");
        fixture.workspace = fixture.workspace.withServiceReplaced(
                "web", fixture.workspace.service("web").orElseThrow().withEnv(Environment.EMPTY.with("PORT", "81")));
        assertThat(form.save()).isTrue();
        ServiceSpec site = fixture.workspace.service("site").orElseThrow();
        assertThat(site.instances()).isEqualTo(9);
        assertThat(site.env().value("PORT")).contains("81");
        assertThat(site.extra()).isEqualTo(Map.of("depends", List.of("redis")));
        assertThat(site.tags()).containsExactly("web", "front, east");
        assertThat(site.restart().startWait()).isEqualTo(Duration.ofMillis(1500));
        assertThat(fixture.workspace.proxy("shop").orElseThrow().services())
                .extracting(ServiceSpec::name)
                .containsExactly("site", "cron");
    }

    @Test
    void anUnchangedFormSavesNothing() {
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.changed()).isFalse();
        assertThat(form.save()).isTrue();
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void movesBetweenProxies() {
        ServiceFormViewModel form = forms.edit("web");
        form.placement().proxyProperty().set(Optional.empty());
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.proxyOf("web")).isEmpty();
        assertThat(fixture.workspace.services()).extracting(ServiceSpec::name).containsExactly("redis", "web");
    }

    @Test
    void aCopyGetsANameWhoseProcessesAreFree() {
        assertThat(forms.duplicate("redis").name().value()).isEqualTo("redis-2");
        ServiceFormViewModel form = forms.duplicate("web");
        assertThat(form.name().value()).isEqualTo("web-9");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.service("web-9").orElseThrow().env().value("PORT"))
                .contains("80");
        assertThat(forms.duplicate("web-9").name().value()).isEqualTo("web-10");
    }

    @Test
    void saysWhichProcessesScalingAddsAndStops() {
        ServiceFormViewModel form = forms.edit("web");
        String clash = "All of them would have PORT=80: ${79+instance} is another one for each.";
        assertThat(form.scalingProperty().get()).isEqualTo(clash);
        form.instances().valueProperty().set("10");
        assertThat(form.scalingProperty().get()).isEqualTo("Saving adds web-9 to web-10. " + clash);
        form.instances().valueProperty().set("7");
        assertThat(form.scalingProperty().get()).isEqualTo("Saving stops web-8. " + clash);
        form.instances().valueProperty().set("1");
        assertThat(form.scalingProperty().get()).isEqualTo("Saving stops web-1 to web-8 and adds web.");
        form.instances().valueProperty().set("0");
        assertThat(form.reasonProperty().get()).contains("from 1 to 1");
    }

    @Test
    void aServiceThatIsGoneMeanwhileIsSaidSo() {
        ServiceFormViewModel form = forms.edit("web");
        form.description().valueProperty().set("x");
        fixture.workspace = fixture.workspace.withoutService("web");
        assertThat(form.save()).isFalse();
        assertThat(form.reasonProperty().get()).contains("no longer in the workspace");
    }

    @Test
    void showsWhatAnotherServiceSaysAsIfItWereTyped() {
        ServiceSpec other = ServiceSpec.of("other", new Command.Text("other"))
                .withRestart(RestartPolicy.DEFAULT.with(policy -> {
                    policy.maxRetries = 3;
                    policy.respawnOnStop = true;
                }))
                .withDependsOn(List.of(new Dependency("redis", Dependency.Until.RUNNING)))
                .withStop(Stop.of(new Ask.Send(Signal.QUIT, Optional.of(Reach.GROUP))))
                .withReload(new Reload(
                        new Ask.Run(new Command.Text("again")), Optional.of(new Command.Text("check")), Map.of()))
                .withHealth(new Health(
                        Optional.of(new Readiness(new Readiness.Sign.Line("listening"), Map.of())),
                        Optional.of(new Liveness(
                                new Probe(new Check.Port("::1", 99), Duration.ofSeconds(7), Duration.ofSeconds(3)),
                                5,
                                Map.of()))))
                .with(draft -> draft.streams = new Streams(new Stdin.Open(), true, false));
        ServiceFormViewModel form = forms.edit("web");
        List<FormPart> parts = List.of(form.restart(), form.after(), form.health(), form.streams(), form.control());
        parts.forEach(part -> part.show(other));
        assertThat(parts).allMatch(FormPart::changed);
        ServiceSpec filled = ServiceSpec.of("other", new Command.Text("other"))
                .with(draft -> parts.forEach(part -> part.fill(draft)));
        assertThat(filled).isEqualTo(other);
        parts.forEach(part -> part.show(fixture.workspace.service("web").orElseThrow()));
        assertThat(form.changed()).isFalse();
    }

    @Test
    void saysTheRestartPolicyInWords() {
        RestartInput restart = forms.edit("web").restart();
        assertThat(restart.wordsProperty().get()).isEqualTo("Restarts after a crash, gives up after 8 tries");
        restart.afterEndProperty().set(true);
        restart.tries().valueProperty().set("1");
        assertThat(restart.wordsProperty().get()).isEqualTo("Restarts whenever it ends, gives up after 1 try");
        restart.startWait().valueProperty().set("soon");
        assertThat(restart.startWait().problemProperty().get()).contains("Seconds from 0 to 3600");
        restart.startWait().valueProperty().set("1e999999999");
        assertThat(restart.startWait().problemProperty().get()).isNotEmpty();
        restart.startWait().valueProperty().set("0,25");
        assertThat(ServiceSpec.of("web", new Command.Text("web"))
                        .with(restart::fill)
                        .restart()
                        .startWait())
                .isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void removesWithItsConsequenceSaid() {
        FormViewModel.Removal removal = forms.edit("web").removal().orElseThrow();
        assertThat(removal.verb()).isEqualTo("Remove web");
        assertThat(removal.consequence()).contains("8 processes are stopped", "and 1 variable leave");
        removal.action().run();
        assertThat(fixture.workspace.service("web")).isEmpty();
    }
}
