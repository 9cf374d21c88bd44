package controlfreak.ui.history;

import static controlfreak.ui.history.Happened.CLOCK;
import static controlfreak.ui.history.Happened.NOON;
import static controlfreak.ui.history.Happened.REDIS;
import static controlfreak.ui.history.Happened.SHOP;
import static controlfreak.ui.history.Happened.WEB_1;
import static controlfreak.ui.history.Happened.WEB_2;
import static controlfreak.ui.history.Happened.asked;
import static controlfreak.ui.history.Happened.done;
import static controlfreak.ui.history.Happened.failed;
import static controlfreak.ui.history.Happened.refused;
import static controlfreak.ui.history.Happened.started;
import static controlfreak.ui.history.Happened.up;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Signal;
import controlfreak.ui.main.verb.SignalRequest;
import controlfreak.ui.main.verb.Verb;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryViewModelTest {
    private final HistoryViewModel model = new HistoryViewModel(CLOCK.getZone());
    private final Entry.Opened run = new Entry.Opened(NOON);

    @BeforeEach
    void open() {
        model.begin(run, Path.of("history.log"));
    }

    private List<Entry> shown() {
        return model.items().stream().map(HistoryItem::entry).toList();
    }

    @Test
    void puts_what_was_before_above_what_is_of_now() {
        model.take(List.of(failed(REDIS)));
        model.precede(run, List.of(started(REDIS)));

        assertThat(model.items())
                .containsExactly(
                        new HistoryItem(started(REDIS), true),
                        new HistoryItem(run, false),
                        new HistoryItem(failed(REDIS), false));
    }

    @Test
    void does_not_show_the_past_of_a_workspace_that_was_left() {
        model.begin(new Entry.Opened(NOON.plusSeconds(9)), Path.of("other.log"));
        model.precede(run, List.of(started(REDIS)));
        assertThat(shown()).containsExactly(new Entry.Opened(NOON.plusSeconds(9)));
    }

    @Test
    void shows_what_came_of_an_action_where_it_was_asked_for() {
        Entry.Action stop = asked(1, Verb.STOP, WEB_1, WEB_2);
        model.take(List.of(stop));
        model.take(List.of(failed(WEB_1)));
        model.take(List.of(stop.with(refused("Not stopped."))));
        assertThat(shown()).containsExactly(run, stop.with(refused("Not stopped.")), failed(WEB_1));

        Entry.Action start = asked(2, Verb.START, WEB_1);
        model.take(List.of(start, start.with(done("Started web-1"))));
        assertThat(shown()).hasSize(4).endsWith(start.with(done("Started web-1")));
    }

    @Test
    void does_not_take_an_action_of_an_earlier_run_for_one_of_now() {
        Entry.Action stop = asked(1, Verb.STOP, WEB_1);
        model.precede(run, List.of(stop));
        model.take(List.of(stop.with(done("Stopped web-1"))));
        assertThat(shown()).containsExactly(stop, run, stop.with(done("Stopped web-1")));
    }

    @Test
    void keeps_the_newest_entries_only() {
        model.take(List.of(started(REDIS)));
        model.take(Collections.nCopies(HistoryViewModel.CAPACITY, failed(WEB_1)));
        model.take(List.of(failed(WEB_2)));
        assertThat(shown())
                .hasSize(HistoryViewModel.CAPACITY)
                .endsWith(failed(WEB_2))
                .doesNotContain(started(REDIS));
    }

    @Test
    void filters_by_kind() {
        Entry.Action stop = asked(1, Verb.STOP, WEB_1);
        Entry.Action refused = asked(2, Verb.STOP, WEB_2).with(refused("Not stopped."));
        Entry.Edit edit = new Entry.Edit(NOON, "Remove images");
        model.take(List.of(stop, refused, edit, started(REDIS), failed(REDIS), up()));

        model.kindProperty().set(HistoryFilter.Kind.ACTIONS);
        assertThat(shown()).containsExactly(stop, refused, edit);
        model.kindProperty().set(HistoryFilter.Kind.FAILURES);
        assertThat(shown()).containsExactly(refused, failed(REDIS));
    }

    @Test
    void filters_by_text_in_names_states_and_causes() {
        model.take(List.of(failed(REDIS), up(), asked(1, Verb.STOP, WEB_1, WEB_2, REDIS)));
        model.textProperty().set("EXIT 1");
        assertThat(shown()).containsExactly(failed(REDIS));
        model.textProperty().set("redis");
        assertThat(shown()).as("a name that is not written out too").hasSize(2);
        model.textProperty().set("loading → ");
        assertThat(shown()).containsExactly(up());
        model.textProperty().set("nothing of that kind");
        assertThat(model.placeholderProperty().get()).isEqualTo("No entry matches the filter.");
    }

    @Test
    void filters_by_the_selected_rows() {
        model.take(List.of(started(REDIS), failed(WEB_1), up(), asked(1, Verb.STOP, WEB_1, WEB_2)));
        model.selectedOnlyProperty().set(true);
        assertThat(shown()).as("nothing is selected").hasSize(5);
        model.select(List.of(WEB_2, SHOP));
        assertThat(shown()).containsExactly(up(), asked(1, Verb.STOP, WEB_1, WEB_2));
        model.select(List.of(REDIS));
        assertThat(shown()).containsExactly(started(REDIS));
    }

    @Test
    void says_so_before_anything_has_happened() {
        assertThat(model.placeholderProperty().get()).startsWith("Nothing has happened yet.");
        model.take(List.of(up()));
        assertThat(model.placeholderProperty().get()).isEmpty();
    }

    @Test
    void copies_text_and_the_commands_for_the_same() {
        model.take(List.of(
                asked(1, Verb.RESTART, WEB_1, WEB_2).with(done("Restarted 2 services")),
                asked(2, Verb.RELOAD, SHOP),
                asked(3, Verb.WITHNEEDS, REDIS),
                asked(4, new SignalRequest(Signal.USR1), REDIS).with(done("Sent SIGUSR1 to redis")),
                failed(REDIS)));
        List<HistoryItem> items = model.items().subList(1, 6);
        assertThat(model.copied(items).lines())
                .containsExactly(
                        "2026-11-01 12:00:00  web-1, web-2  Restart  Restarted 2 services",
                        "2026-11-01 12:00:00  shop  Restart  under way …",
                        "2026-11-01 12:00:00  redis  Start with what it needs  under way …",
                        "2026-11-01 12:00:00  redis  Send SIGUSR1  Sent SIGUSR1 to redis",
                        "2026-11-01 12:00:03  redis  running → failed  exit 1 after 3 s");
        assertThat(model.commands(items).lines())
                .containsExactly(
                        "restart service web-1",
                        "restart service web-2",
                        "proxydown shop",
                        "proxyup shop",
                        "start service redis");
    }
}
