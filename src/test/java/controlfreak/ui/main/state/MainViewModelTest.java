package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MainViewModelTest extends MainViewModelFixture {
    @Test
    void acts_on_the_rows_that_fit_and_says_so() {
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
        select(new RowKey.OfGroup("web"));

        assertThat(model.fit(Verb.STOP).label()).isEqualTo("Stop 2 of 3");
        model.run(Verb.STOP);
        assertThat(engine.asked()).isEqualTo("STOP web-1, STOP web-3");
        assertThat(message()).isEqualTo("Stopping 2 of 3 services …");

        engine.done("STOP web-1");
        engine.done("STOP web-3");
        assertThat(message()).isEqualTo("Stopped 2 of 3 services");
        assertThat(model.messageProperty().get().failure()).isFalse();
    }

    @Test
    void tells_which_did_not_and_why() {
        select(new RowKey.OfGroup("web"));
        model.run(Verb.START);
        engine.done("START web-1");
        engine.refused("START web-2", "web-2: exit 1 after 0.4 s.");
        engine.done("START web-3");

        assertThat(message()).isEqualTo("Started 2 of 3 services. web-2: exit 1 after 0.4 s.");
        assertThat(model.messageProperty().get().failure()).isTrue();
    }

    @Test
    void tells_a_listener_what_was_asked_of_which_and_what_came_of_it() {
        List<String> heard = new ArrayList<>();
        model.setActionListener((verb, rows) -> {
            heard.add(verb + " " + rows.stream().map(RowKey::display).toList());
            return outcome -> heard.add(outcome.text() + (outcome.failure() ? " (failed)" : ""));
        });
        feed.serviceChanged(running(id("web", 2), 12, Duration.ofHours(1)));
        select(new RowKey.OfGroup("web"));
        model.run(Verb.START);
        engine.done("START web-1");
        assertThat(heard).containsExactly("START [web-1, web-3]");
        engine.refused("START web-3", "web-3: exit 1.");
        assertThat(heard).containsExactly("START [web-1, web-3]", "Started 1 of 3 services. web-3: exit 1. (failed)");

        model.run(Verb.RUN);
        assertThat(heard).as("nothing was asked of the engine").hasSize(2);
    }

    @Test
    void names_the_few_failures_and_counts_the_rest() {
        document.workspace.set(Workspace.EMPTY.withService(
                Optional.empty(), Shop.service("bad", "false").withInstances(6)));
        select(new RowKey.OfGroup("bad"));
        model.run(Verb.START);
        for (int i = 1; i <= 6; i++) {
            engine.refused("START bad-" + i, "bad-" + i + ": exit 1.");
        }

        assertThat(message()).isEqualTo("Not started. bad-1: exit 1. bad-2: exit 1. bad-3: exit 1. And 3 more.");
    }

    @Test
    void names_a_single_service_and_never_asks_about_it() {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        select(process("redis", 0));
        for (Verb verb : List.of(Verb.STOP, Verb.RESTART)) {
            model.run(verb);
        }
        engine.done("STOP redis");

        assertThat(dialogs.questions).isEmpty();
        assertThat(message()).isEqualTo("Stopped redis");
    }

    @Test
    void says_why_there_is_nothing_to_do() {
        assertThat(model.fit(Verb.STOP).whyNot()).isEqualTo("Select a service first.");
        select(process("redis", 0));
        assertThat(model.fit(Verb.STOP).whyNot()).isEqualTo("Nothing to stop: what is selected does not run.");
        assertThat(model.fit(Verb.RUN).whyNot()).isEqualTo("Select a proxy first.");
    }

    @Test
    void a_start_cuts_a_backoff_short_and_a_stop_ends_it() {
        feed.serviceChanged(Shop.retrying(id("redis", 0), 3, Duration.ofSeconds(1)));
        select(process("redis", 0));

        assertThat(model.fit(Verb.START).isEmpty()).isFalse();
        assertThat(model.fit(Verb.STOP).isEmpty()).isFalse();
        assertThat(model.fit(Verb.KILL).isEmpty()).isTrue();
    }

    @Test
    void what_is_tried_again_can_be_retried_now_or_given_up() {
        select(process("redis", 0));
        assertThat(model.fit(Verb.RETRY).whyNot()).isEqualTo("Nothing waits for another try.");
        assertThat(model.fit(Verb.GIVEUP).isEmpty()).isTrue();
        feed.serviceChanged(Shop.retrying(id("redis", 0), 3, Duration.ofSeconds(1)));
        assertThat(model.fit(Verb.RETRY).isEmpty()).isFalse();
        model.run(Verb.GIVEUP);
        engine.done("GIVEUP redis");
        assertThat(message()).isEqualTo("Gave up redis");
    }

    @Test
    void what_waits_can_be_started_anyway_or_with_what_it_needs() {
        document.workspace.set(Shop.workspace()
                .withService(
                        Optional.empty(),
                        Shop.service("api", "api").withDependsOn(List.of(new Dependency("redis", Until.READY)))));
        select(process("redis", 0));
        assertThat(model.fit(Verb.WITHNEEDS).whyNot()).isEqualTo("Nothing that is stopped waits for others.");
        select(process("api", 0));
        assertThat(model.fit(Verb.ANYWAY).isEmpty()).isFalse();
        feed.serviceChanged(Shop.waitingFor(id("api", 0), "redis"));
        assertThat(model.fit(Verb.START).isEmpty()).isTrue();
        assertThat(model.fit(Verb.ANYWAY).isEmpty()).isFalse();
        model.run(Verb.WITHNEEDS);
        engine.done("WITHNEEDS api");
        assertThat(message()).isEqualTo("Started api with what is needed");
        feed.serviceChanged(running(id("api", 0), 9, Duration.ofHours(1)));
        assertThat(model.fit(Verb.WITHNEEDS).isEmpty()).isTrue();
        assertThat(model.fit(Verb.ANYWAY).isEmpty()).isTrue();
    }

    @Test
    void asks_before_a_proxy_with_running_workers_goes_and_takes_the_safe_answer_for_a_no() {
        feed.proxyChanged(Shop.up("shop", 1));
        feed.serviceChanged(running(id("web", 2), 2, Duration.ofHours(1)));
        select(new RowKey.OfProxy("shop"));

        model.run(Verb.SHUTDOWN);
        assertThat(dialogs.questions)
                .containsExactly(
                        "Shut down shop? | These workers will be stopped: web-2." + " | Shut down shop / Cancel");
        assertThat(engine.asked()).isEmpty();

        dialogs.answer = 0;
        model.run(Verb.SHUTDOWN);
        assertThat(engine.asked()).isEqualTo("SHUTDOWN shop");
    }

    @Test
    void asks_before_it_disturbs_more_than_ten() {
        document.workspace.set(Workspace.EMPTY.withService(
                Optional.empty(), Shop.service("many", "sleep 1").withInstances(11)));
        select(new RowKey.OfGroup("many"));
        model.run(Verb.RESTART);
        assertThat(dialogs.questions).hasSize(1).first().asString().contains("Restart 11 services / Cancel");
        assertThat(engine.asked()).isEmpty();

        model.run(Verb.START);
        assertThat(dialogs.questions).hasSize(1);
        assertThat(engine.asked()).startsWith("START many-1");
    }

    @Test
    void asks_before_it_kills_what_is_not_ending_anyway() {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        select(process("redis", 0));
        model.run(Verb.KILL);
        assertThat(dialogs.questions).hasSize(1);

        feed.serviceChanged(Shop.stopping(id("redis", 0), 9, Duration.ofSeconds(2)));
        model.run(Verb.KILL);
        assertThat(dialogs.questions).hasSize(1);
        assertThat(engine.asked()).isEqualTo("KILL redis");
    }

    @Test
    void says_on_each_row_why_it_was_not_done() {
        select(new RowKey.OfGroup("web"));
        model.run(Verb.START);
        engine.done("START web-1");
        engine.refused("START web-2", "web-2 has no command.");
        engine.done("START web-3");
        assertThat(row(process("web", 2)).facts().cause()).isEqualTo("web-2 has no command.");
        assertThat(row(process("web", 1)).facts().cause()).isEmpty();

        feed.serviceChanged(running(id("web", 2), 12, Duration.ofSeconds(1)));
        assertThat(row(process("web", 2)).facts().cause()).as("it has moved on").isEmpty();
    }

    @Test
    void sends_a_signal_to_what_has_a_process() {
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
        select(new RowKey.OfGroup("web"));
        model.signal(Signal.HUP, Reach.PROGRAM);
        assertThat(engine.asked()).isEqualTo("HUP web-1, HUP web-3");

        engine.done("HUP web-1");
        engine.done("HUP web-3");
        assertThat(model.messageProperty().get().doneText()).isEqualTo("Sent SIGHUP to 2 services");
    }

    @Test
    void tells_of_a_signal_as_of_any_action() {
        List<String> heard = new ArrayList<>();
        model.setActionListener((request, rows) -> {
            heard.add(request.title() + " " + rows.stream().map(RowKey::display).toList());
            return outcome -> heard.add(outcome.text());
        });
        select(process("redis", 0));
        model.signal(Signal.HUP, Reach.PROGRAM);
        assertThat(heard).as("nothing has a process").isEmpty();
        assertThat(model.messageProperty().get().text()).isEqualTo("Nothing that is selected has a process.");

        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        model.signal(Signal.HUP, Reach.PROGRAM);
        engine.refused("HUP redis", "redis does not run.");
        assertThat(heard).containsExactly("Send SIGHUP [redis]", "SIGHUP was not sent. redis does not run.");
    }

    @Test
    void sends_no_signal_while_locked() {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        select(process("redis", 0));
        document.lock().toggle();
        model.signal(Signal.TERM, Reach.PROGRAM);

        assertThat(engine.asked()).isEmpty();
    }

    private String message() {
        return model.messageProperty().get().text();
    }
}
