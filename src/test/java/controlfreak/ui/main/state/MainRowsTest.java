package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ServiceState;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.Restarts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.StateWords;
import controlfreak.ui.main.verb.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What rows are there, and what they say. */
class MainRowsTest extends MainViewModelFixture {
    @Test
    void has_no_uptime_without_a_process() {
        feed.serviceChanged(Shop.waiting(id("redis", 0)));
        assertThat(model.rows().find(process("redis", 0)).orElseThrow().facts().aliveSince())
                .isEmpty();
    }

    @Test
    void groups_services_by_their_first_tag() {
        document.workspace.set(Shop.workspace()
                .withServiceReplaced(
                        "web", Shop.tagged(Shop.service("web", "worker.pl").withInstances(3), "front", "slow"))
                .withServiceReplaced("redis", Shop.tagged(Shop.service("redis", "redis-server"), "front")));
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        model.byTagsProperty().set(true);
        Row front = row(new RowKey.OfTag("front"));
        Row shop = row(new RowKey.OfProxy("shop"));

        assertThat(model.rows().arrangement().roots()).startsWith(front).doesNotContain(row(process("redis", 0)));
        assertThat(front.children())
                .extracting(Row::key)
                .containsExactly(new RowKey.OfGroup("web"), process("redis", 0));
        assertThat(front.facts().word()).isEqualTo("1 running · 3 stopped");
        assertThat(model.rows().arrangement().below(shop))
                .extracting(Row::key)
                .doesNotContain(new RowKey.OfGroup("web"));
        select(new RowKey.OfTag("front"));
        assertThat(model.fit(Verb.START).fitting()).hasSize(3);
        assertThat(model.editProblem()).isPresent();

        model.byTagsProperty().set(false);
        assertThat(model.rows().find(new RowKey.OfTag("front"))).isEmpty();
        assertThat(model.rows().arrangement().below(shop)).extracting(Row::key).contains(new RowKey.OfGroup("web"));
    }

    @Test
    void shows_removed_instances_until_they_are_gone() {
        feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
        model.scale("web", 2);
        Row group = row(new RowKey.OfGroup("web"));
        assertThat(group.children()).hasSize(3);
        assertThat(row(process("web", 3)).facts().cause()).isEqualTo("removed from the workspace");

        feed.serviceRemoved(id("web", 3));
        assertThat(group.children()).hasSize(2);
        assertThat(model.rows().find(process("web", 3))).isEmpty();
    }

    @Test
    void keeps_the_mark_of_a_failure_until_it_was_looked_at() {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        feed.serviceChanged(Shop.off(id("redis", 0), ServiceState.FAIL, "exit 3"));
        feed.serviceChanged(running(id("redis", 0), 10, Duration.ofSeconds(1)));
        assertThat(row(process("redis", 0)).facts().unseen()).isTrue();

        select(process("redis", 0));
        assertThat(row(process("redis", 0)).facts().unseen()).isFalse();
    }

    @Test
    void says_that_a_restart_is_needed_only_while_the_environments_differ() {
        ServiceId redis = id("redis", 0);
        engine.environments.put(redis, Map.of("LANG", "C"));
        feed.serviceChanged(running(redis, 9, Duration.ofHours(1)));
        assertThat(row(process("redis", 0)).facts().restartNeeded()).isFalse();

        engine.environments.put(redis, Map.of("LANG", "C.UTF-8"));
        document.workspace.set(Shop.workspace().withoutProxy("mailer"));
        assertThat(row(process("redis", 0)).facts().restartNeeded()).isTrue();

        engine.environments.put(redis, Map.of("LANG", "C"));
        model.tick();
        assertThat(row(process("redis", 0)).facts().restartNeeded())
                .as("the engine takes an edit in a little later")
                .isFalse();
    }

    @Test
    void sums_a_group_up() {
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        feed.serviceChanged(Shop.retrying(id("web", 2), 3, Duration.ofSeconds(1)));

        assertThat(row(new RowKey.OfGroup("web")).facts().title()).isEqualTo("web ×3");
        assertThat(row(new RowKey.OfGroup("web")).facts().word()).isEqualTo("1 running · 1 failing · 1 stopped");
        assertThat(row(new RowKey.OfGroup("web")).facts().state()).isEqualTo(RowState.FAILING);
        assertThat(model.countsProperty().get().of(RowState.RUNNING)).isEqualTo(1);
        assertThat(model.countsProperty().get().all())
                .as("2 proxies, 6 services")
                .isEqualTo(8);
        assertThat(model.summary()).isEqualTo("1 of 8 running · 1 failing");
    }

    @Test
    void a_group_in_which_all_is_well_says_so_in_one_number() {
        for (int instance = 1; instance <= 3; instance++) {
            feed.serviceChanged(running(id("web", instance), instance, Duration.ofHours(1)));
        }
        assertThat(row(new RowKey.OfGroup("web")).facts().word()).isEqualTo("3 of 3 running");
    }

    @Test
    void what_starts_again_after_a_failure_counts_as_failing_until_it_runs_and_says_why_all_along() {
        engine.lastWords.put(process("redis", 0), "sh: 1: python3: not found");
        feed.serviceChanged(Shop.retrying(id("redis", 0), 3, Duration.ofSeconds(1)));
        feed.serviceChanged(Shop.starting(id("redis", 0), 11));
        RowFacts facts = row(process("redis", 0)).facts();
        assertThat(facts.state()).isEqualTo(RowState.FAILING);
        assertThat(StateWords.word(facts, Shop.NOW.plusSeconds(5))).isEqualTo("failing, try 3 of 8 now");
        assertThat(facts.cause()).isEqualTo("sh: 1: python3: not found · exit 1 after 0.4 s");

        feed.serviceChanged(running(id("redis", 0), 11, Duration.ofHours(1)));
        facts = row(process("redis", 0)).facts();
        assertThat(facts.state()).isEqualTo(RowState.RUNNING);
        assertThat(facts.cause()).isEmpty();
        feed.serviceChanged(Shop.starting(id("redis", 0), 12));
        assertThat(row(process("redis", 0)).facts().state())
                .as("somebody starts it")
                .isEqualTo(RowState.CHANGING);
    }

    @Test
    void several_that_fail_alike_say_why_once() {
        for (int instance = 1; instance <= 2; instance++) {
            engine.lastWords.put(process("web", instance), "bind: Address already in use");
            feed.serviceChanged(Shop.retrying(id("web", instance), 3, Duration.ofSeconds(1)));
        }
        assertThat(row(new RowKey.OfGroup("web")).facts().cause()).isEqualTo("bind: Address already in use");
        engine.lastWords.put(process("web", 1), "another");
        feed.serviceChanged(Shop.retrying(id("web", 1), 4, Duration.ofSeconds(1)));
        assertThat(row(new RowKey.OfGroup("web")).facts().cause()).isEmpty();
    }

    @Test
    void last_words_that_come_after_the_end_are_heard_too() {
        feed.serviceChanged(Shop.retrying(id("redis", 0), 3, Duration.ofSeconds(1)));
        assertThat(row(process("redis", 0)).facts().cause()).isEqualTo("exit 1 after 0.4 s");
        engine.lastWords.put(process("redis", 0), "sh: 1: python3: not found");
        model.tick();
        assertThat(row(process("redis", 0)).facts().cause()).startsWith("sh: 1: python3: not found");
    }

    @Test
    void an_older_run_has_not_said_why_there_was_none() {
        engine.lastWords.put(process("redis", 0), "of an older run");
        feed.serviceChanged(Shop.off(id("redis", 0), ServiceState.FATAL, "There is no program redis-server."));
        assertThat(row(process("redis", 0)).facts().cause()).isEqualTo("There is no program redis-server.");
    }

    @Test
    void restarts_can_be_set_back_and_say_since_when_they_are_counted() {
        feed.serviceChanged(Shop.retrying(id("web", 1), 3, Duration.ofSeconds(1)));
        feed.serviceChanged(Shop.retrying(id("redis", 0), 2, Duration.ofSeconds(1)));
        assertThat(row(new RowKey.OfGroup("web")).facts().restarts()).isEqualTo(new Restarts(3, Optional.of(Shop.NOW)));
        model.selection().select(List.of(new RowKey.OfProxy("shop")));
        model.selection().setBackRestarts();
        assertThat(row(process("web", 1)).facts().restarts().count()).isZero();
        assertThat(row(new RowKey.OfGroup("web")).facts().restarts().count()).isZero();
        assertThat(model.selection().isRestarted()).isFalse();
        assertThat(row(process("redis", 0)).facts().restarts().count())
                .as("not selected")
                .isEqualTo(2);
        feed.serviceChanged(Shop.retrying(id("web", 1), 4, Duration.ofSeconds(1)));
        assertThat(row(process("web", 1)).facts().restarts().count()).isEqualTo(1);

        model.selection().select(List.of());
        assertThat(model.selection().isRestarted()).isTrue();
        model.selection().setBackRestarts();
        assertThat(row(process("redis", 0)).facts().restarts().count()).isZero();
    }

    @Test
    void keeps_the_row_of_what_an_edit_does_not_touch() {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        Row before = row(process("redis", 0));
        document.workspace.set(
                Shop.workspace().withService(Optional.of("mailer"), Shop.service("bounce", "Shop::Bounce->run")));

        assertThat(row(process("redis", 0))).isSameAs(before);
        assertThat(before.facts().state()).isEqualTo(RowState.RUNNING);
    }

    @Test
    void resolves_a_selection_to_processes_each_once() {
        select(new RowKey.OfProxy("shop"), process("web", 2));

        assertThat(model.selection().services())
                .extracting(ServiceId::name)
                .containsExactly("web-1", "web-2", "web-3", "images");
        assertThat(model.selection().proxies()).containsExactly("shop");
    }
}
