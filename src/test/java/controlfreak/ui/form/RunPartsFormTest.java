package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import controlfreak.ui.form.field.TextInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a form says of how a service runs: restarts, what is run around it, as whom. */
class RunPartsFormTest {
    private final FormFixture fixture = new FormFixture();
    private final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);

    private ServiceSpec saved(ServiceFormViewModel form) {
        return form.applied(fixture.workspace).service("web").orElseThrow();
    }

    private static void type(TextInput input, String text) {
        input.valueProperty().set(text);
    }

    private static String problem(TextInput input) {
        return input.problemProperty().get();
    }

    @Test
    void saysWhatIsRunAroundItAndWhatIsANormalEnd() {
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.hooks().wordsProperty().get()).isEqualTo("Runs nothing before and after it");
        assertThat(form.changed()).isFalse();
        type(form.hooks().before(), "mkdir -p run\n\n ./migrate ( 600 s ) ");
        type(form.hooks().after(), "rm -r run");
        type(form.hooks().ends(), "143, SIGTERM");
        assertThat(form.changed()).isTrue();
        assertThat(form.hooks().wordsProperty().get())
                .isEqualTo("Before it: mkdir -p run, ./migrate · After it: rm -r run · A normal end, too: 143, TERM");
        ServiceSpec web = saved(form);
        assertThat(web.hooks())
                .isEqualTo(new Hooks(
                        List.of(
                                Hook.of(new Command.Text("mkdir -p run")),
                                new Hook(new Command.Text("./migrate"), Duration.ofMinutes(10), Map.of())),
                        List.of(Hook.of(new Command.Text("rm -r run")))));
        assertThat(web.restart().successExit())
                .containsExactly(ExitStatus.exited(143), ExitStatus.killedBy(Signal.TERM));
    }

    @Test
    void aCommandThatIsNotTouchedStaysAsTheFileHasIt() {
        Hook list = new Hook(new Command.Words(List.of("rm", "-r", "run")), Duration.ofSeconds(5), Map.of("why", "x"));
        Hook script = Hook.of(new Command.Text("one\ntwo"));
        fixture.workspace = fixture.workspace.withServiceReplaced(
                "web",
                fixture.workspace
                        .service("web")
                        .orElseThrow()
                        .with(draft -> draft.hooks = new Hooks(List.of(script), List.of(list))));
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.hooks().after().value()).isEqualTo("rm -r run (5 s)");
        assertThat(form.hooks().before().value()).isEqualTo("one⏎two");
        type(form.hooks().after(), "first\n" + form.hooks().after().value());
        type(form.hooks().before(), "one⏎two⏎three");
        assertThat(saved(form).hooks())
                .isEqualTo(new Hooks(
                        List.of(Hook.of(new Command.Text("one\ntwo\nthree"))),
                        List.of(Hook.of(new Command.Text("first")), list)));
    }

    @Test
    void refusesWhatCannotBeRunOrIsNoEnd() {
        ServiceFormViewModel form = forms.edit("web");
        type(form.hooks().before(), "mkdir ${9100*instance}");
        assertThat(problem(form.hooks().before())).contains("${instance}");
        type(form.hooks().before(), "mkdir (3601 s)");
        assertThat(problem(form.hooks().before())).isEqualTo("Seconds from 0 to 3600, such as 1.5.");
        type(form.hooks().ends(), "143, 256");
        assertThat(problem(form.hooks().ends())).startsWith("\"256\" is neither an exit code");
        type(form.hooks().ends(), "CONT");
        assertThat(problem(form.hooks().ends())).startsWith("\"CONT\" is neither an exit code");
        assertThat(form.reasonProperty().get()).isNotEmpty();
    }

    @Test
    void saysWhatLimitsRestarts() {
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.restart().wordsProperty().get()).isEqualTo("Restarts after a crash, gives up after 8 tries");
        type(form.restart().limits().starts(), "5");
        assertThat(problem(form.restart().limits().within())).isEqualTo("In how many seconds, such as 60.");
        type(form.restart().limits().within(), "60");
        assertThat(problem(form.restart().limits().within())).isEmpty();
        type(form.restart().limits().longest(), "2.5");
        assertThat(form.restart().wordsProperty().get())
                .isEqualTo("Restarts after a crash, gives up after 8 tries, or after 5 starts within 60 s");
        ServiceSpec web = saved(form);
        assertThat(web.restart().startLimit()).contains(new StartLimit(5, Duration.ofMinutes(1)));
        assertThat(web.restart().maxDelay()).contains(Duration.ofMillis(2500));
        type(form.restart().limits().starts(), "");
        assertThat(problem(form.restart().limits().starts())).startsWith("How many starts");
        type(form.restart().limits().within(), "");
        type(form.restart().limits().longest(), "");
        assertThat(saved(form).restart().startLimit()).isEmpty();
        assertThat(saved(form).restart().maxDelay()).isEmpty();
    }

    @Test
    void saysAsWhomItRunsAndHowMuchItMayTake() {
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.rights().wordsProperty().get()).isEqualTo("Runs as the panel does");
        type(form.rights().user(), " redis ");
        type(form.rights().group(), "cache");
        type(form.rights().umask(), "027");
        type(form.rights().nice(), "-5");
        type(form.rights().oomScoreAdj(), "300");
        type(form.rights().limits(), "nofile 65536, core=0, as 1G:unlimited");
        assertThat(form.rights().wordsProperty().get())
                .isEqualTo(
                        "Runs with user redis, group cache, umask 0027, as 1G:unlimited, core 0, nofile 65536, nice -5,"
                                + " oomScoreAdj 300");
        assertThat(saved(form).runAs())
                .isEqualTo(new RunAs(
                        Optional.of("redis"),
                        Optional.of("cache"),
                        Optional.of(0027),
                        Map.of(
                                Limit.NOFILE, LimitRange.of(65536),
                                Limit.CORE, LimitRange.of(0),
                                Limit.AS, new LimitRange(1L << 30, OptionalLong.of(LimitRange.UNLIMITED))),
                        Optional.of(-5),
                        Optional.of(300)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nofile many | \"nofile many\" is no limit.",
                "files 5 | \"files 5\" is no limit.",
                "nofile 5:x | \"nofile 5:x\" is no limit.",
                "nofile 5:4 | The soft limit cannot be above the hard one.",
                "nofile 5, nofile 6 | The limit \"nofile\" is there twice."
            })
    void refusesWhatIsNoLimit(String typed, String sentence) {
        ServiceFormViewModel form = forms.edit("web");
        type(form.rights().limits(), typed);
        assertThat(problem(form.rights().limits())).startsWith(sentence);
        assertThat(form.rights().wordsProperty().get()).startsWith("Runs ");
    }

    @Test
    void refusesOtherRightsThatNobodyCanHave() {
        ServiceFormViewModel form = forms.edit("web");
        type(form.rights().user(), "a b");
        assertThat(problem(form.rights().user())).contains("holds no blanks");
        type(form.rights().umask(), "0999");
        assertThat(problem(form.rights().umask())).isEqualTo("Octal digits, such as 0027.");
        type(form.rights().nice(), "20");
        assertThat(problem(form.rights().nice())).isEqualTo("A whole number from -20 to 19.");
    }

    /** What a preset, or a service that is copied, says of it has to be seen. */
    @Test
    void showsAllThatComesAlong() {
        ServiceFormViewModel form = forms.edit("web");
        ServiceSpec other = ServiceSpec.of("other", new Command.Text("other")).with(draft -> {
            draft.hooks = new Hooks(List.of(Hook.of(new Command.Text("prepare"))), List.of());
            draft.runAs = RunAs.PANEL.withUser(Optional.of("redis"));
            draft.restart = draft.restart.with(policy -> {
                policy.successExit = List.of(ExitStatus.exited(143));
                policy.startLimit = Optional.of(new StartLimit(5, Duration.ofMinutes(1)));
                policy.maxDelay = Optional.of(Duration.ofSeconds(3));
            });
        });
        form.restart().show(other);
        form.hooks().show(other);
        form.rights().show(other);
        assertThat(form.hooks().wordsProperty().get()).isEqualTo("Before it: prepare · A normal end, too: 143");
        assertThat(form.rights().wordsProperty().get()).isEqualTo("Runs with user redis");
        assertThat(form.restart().wordsProperty().get()).contains("5 starts within 60 s");
        ServiceSpec web = saved(form);
        assertThat(web.hooks()).isEqualTo(other.hooks());
        assertThat(web.runAs()).isEqualTo(other.runAs());
        assertThat(web.restart().maxDelay()).isEqualTo(other.restart().maxDelay());
        assertThat(web.restart().successExit()).isEqualTo(other.restart().successExit());
    }
}
