package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.form.run.CheckInput;
import controlfreak.ui.form.run.CheckInput.Way;
import controlfreak.ui.form.run.HealthInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a service is started after, and how one can tell that it works, in its form. */
class StartOrderFormTest {
    private final FormFixture fixture = new FormFixture();
    private final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);

    private ServiceSpec service(String name) {
        return fixture.workspace.service(name).orElseThrow();
    }

    private void after(String service, String... names) {
        fixture.workspace = fixture.workspace.withServiceReplaced(
                service,
                service(service)
                        .withDependsOn(List.of(names).stream()
                                .map(name -> new Dependency(name, Until.READY))
                                .toList()));
    }

    private static String problem(TextInput input, String typed) {
        input.valueProperty().set(typed);
        return input.problemProperty().get();
    }

    @Test
    void namesWhatItStartsAfter() {
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.after().wordsProperty().get()).isEqualTo("Starts without waiting for others");
        assertThat(form.after().dependencies()).contains(List.of());
        form.after().text().valueProperty().set(" redis ( completed ), cron(running),mailer ( ready ),");
        assertThat(form.reasonProperty().get()).isEmpty();
        assertThat(form.after().wordsProperty().get()).isEqualTo("Starts after redis, cron, mailer");
        assertThat(form.changed()).isTrue();
        assertThat(form.save()).isTrue();
        assertThat(service("web").dependsOn())
                .containsExactly(
                        new Dependency("redis", Until.COMPLETED),
                        new Dependency("cron", Until.RUNNING),
                        new Dependency("mailer", Until.READY));
        ServiceFormViewModel again = forms.edit("web");
        assertThat(again.after().text().value()).isEqualTo("redis (completed), cron (running), mailer");
        assertThat(again.changed()).isFalse();
    }

    @Test
    void refusesWhatCanNeverComeWhereItIsTyped() {
        after("redis", "cron");
        TextInput after = forms.edit("cron").after().text();
        assertThat(problem(after, "db")).isEqualTo("There is no service or proxy named \"db\".");
        assertThat(problem(after, "redis")).isEqualTo("cron would wait for itself: cron → redis → cron.");
        assertThat(problem(after, "cron")).isEqualTo("cron would wait for itself: cron → cron.");
        assertThat(problem(after, "shop")).isEqualTo("cron is started by the proxy shop, so always after it.");
        assertThat(problem(after, "web, web")).isEqualTo("A name can be waited for once.");
        assertThat(problem(after, "web (later)")).isEqualTo("\"web (later)\" is no name. Part names by commas.");
        assertThat(problem(after, "web redis")).isEqualTo("\"web redis\" is no name. Part names by commas.");
        assertThat(problem(after, "web")).isEmpty();
    }

    @Test
    void anotherProxyMayChangeWhatCanBeWaitedFor() {
        ServiceFormViewModel form = forms.edit("cron");
        form.after().text().valueProperty().set("mailer");
        assertThat(form.reasonProperty().get()).isEmpty();
        form.placement().proxyProperty().set(Optional.of("mailer"));
        assertThat(form.reasonProperty().get()).isEqualTo("cron is started by the proxy mailer, so always after it.");
        assertThat(form.name().problemProperty().get()).isEmpty();
        form.placement().proxyProperty().set(Optional.empty());
        assertThat(form.save()).isTrue();
    }

    @Test
    void aNewNameIsFollowedByWhoWaitsForIt() {
        after("web", "redis");
        ServiceFormViewModel form = forms.edit("redis");
        form.name().valueProperty().set("cache");
        assertThat(form.save()).isTrue();
        assertThat(service("web").dependsOn()).containsExactly(new Dependency("cache", Until.READY));
    }

    @Test
    void offersOnlyWhatWouldDo() {
        after("redis", "cron");
        ServiceFormViewModel form = forms.edit("cron");
        assertThat(form.afterChoices()).containsExactly("web", "mailer");
        form.after().add("web");
        form.after().add("mailer");
        assertThat(form.after().text().value()).isEqualTo("web, mailer");
        assertThat(form.afterChoices()).isEmpty();
    }

    @Test
    void saysWhichOutputIsLookedAt() {
        ServiceFormViewModel form = forms.edit("web");
        form.health().ready().wayProperty().set(Way.LINE);
        form.health().line().valueProperty().set("listening");
        assertThat(form.health().readyWordsProperty().get()).endsWith("when a line of its output matches");
        form.streams().keepStdoutProperty().set(false);
        assertThat(form.health().readyWordsProperty().get())
                .endsWith("when a line of its standard error matches (standard output is not kept)");
        assertThat(form.reasonProperty().get()).isEmpty();
        form.streams().keepStderrProperty().set(false);
        assertThat(form.reasonProperty().get()).isEqualTo("No line can be found where no output is kept in the log.");
        assertThat(form.save()).isFalse();
    }

    @Test
    void saysWhenItIsReady() {
        ServiceFormViewModel form = forms.edit("web");
        HealthInput health = form.health();
        assertThat(health.readyWordsProperty().get()).isEqualTo("Counts as ready when it runs");
        health.ready().wayProperty().set(Way.PORT);
        assertThat(health.readyWordsProperty().get()).isEqualTo("Counts as ready when a port is open");
        assertThat(form.reasonProperty().get())
                .isEqualTo("A whole number from 1 to 65,535, or one made of the instance's number: ${9100+instance}.");
        health.ready().port().valueProperty().set("8080");
        health.ready().period().valueProperty().set("0,5");
        assertThat(health.readyWordsProperty().get()).isEqualTo("Counts as ready when port 8080 is open");
        assertThat(form.save()).isTrue();
        Probe probe = new Probe(new Check.Port("localhost", 8080), Duration.ofMillis(500), Probe.DEFAULT_TIMEOUT);
        assertThat(service("web").health()).isEqualTo(Health.UNWATCHED.withReady(new Sign.Probed(probe)));
        assertThat(forms.edit("web").changed()).isFalse();
    }

    @Test
    void whatAWayDoesNotNeedIsNotInTheWay() {
        ServiceFormViewModel form = forms.edit("web");
        HealthInput health = form.health();
        health.ready().wayProperty().set(Way.PORT);
        health.ready().port().valueProperty().set("none");
        health.ready().period().valueProperty().set("0");
        health.ready().wayProperty().set(Way.LINE);
        assertThat(form.reasonProperty().get()).isEqualTo("A text to look for is needed.");
        assertThat(problem(health.line(), "(x")).isEqualTo("This is no regular expression: Unclosed group.");
        health.line().valueProperty().set("^ready");
        assertThat(form.reasonProperty().get()).isEmpty();
        form.streams().keepStdoutProperty().set(false);
        form.streams().keepStderrProperty().set(false);
        assertThat(form.reasonProperty().get()).startsWith("No line can be found");
        form.streams().keepStderrProperty().set(true);
        assertThat(form.save()).isTrue();
        assertThat(service("web").health().ready()).hasValue(Readiness.of(new Sign.Line("^ready")));
    }

    @Test
    void saysHowItIsWatched() {
        ServiceFormViewModel form = forms.edit("web");
        CheckInput live = form.health().live();
        live.wayProperty().set(Way.COMMAND);
        assertThat(form.health().liveWordsProperty().get()).isEqualTo("Counts as healthy while a command succeeds");
        assertThat(form.reasonProperty().get()).isEqualTo("A command is needed.");
        live.command().text().valueProperty().set("ping -q");
        form.health().failures().valueProperty().set("0");
        assertThat(form.reasonProperty().get()).isEqualTo("A whole number from 1 to 1,000.");
        form.health().failures().valueProperty().set("2");
        assertThat(form.save()).isTrue();
        Liveness expected = new Liveness(
                new Probe(new Check.Run(new Command.Text("ping -q")), Liveness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT),
                2,
                Map.of());
        assertThat(service("web").health().live()).hasValue(expected);
    }

    @Test
    void whatTheFileSaysBeyondTheFormStays() {
        Probe probe = new Probe(
                new Check.Run(new Command.Words(List.of("ping", "two words"))),
                Duration.ofNanos(1_234_567_891L),
                Duration.ofSeconds(1));
        Map<String, Object> extra = Map.of("later", 7);
        Health before = new Health(
                Optional.of(new Readiness(new Sign.Notified(), extra)), Optional.of(new Liveness(probe, 4, extra)));
        fixture.workspace =
                fixture.workspace.withServiceReplaced("web", service("web").withHealth(before));
        ServiceFormViewModel form = forms.edit("web");
        form.health().failures().valueProperty().set("5");
        assertThat(form.save()).isTrue();
        assertThat(service("web").health())
                .isEqualTo(new Health(before.ready(), Optional.of(new Liveness(probe, 5, extra))));
    }
}
