package controlfreak.ui.history;

import static controlfreak.ui.history.Happened.NOON;
import static controlfreak.ui.history.Happened.REDIS;
import static controlfreak.ui.history.Happened.SHOP;
import static controlfreak.ui.history.Happened.WEB_1;
import static controlfreak.ui.history.Happened.WEB_2;
import static controlfreak.ui.history.Happened.asked;
import static controlfreak.ui.history.Happened.done;
import static controlfreak.ui.history.Happened.failed;
import static controlfreak.ui.history.Happened.refused;
import static controlfreak.ui.history.Happened.up;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Signal;
import controlfreak.ui.main.verb.SignalRequest;
import controlfreak.ui.main.verb.Verb;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryLinesTest {
    private static String line(Entry entry) {
        return HistoryLines.line(entry, ZoneOffset.UTC);
    }

    private static List<Entry> read(Entry... entries) {
        return HistoryLines.parse(Stream.of(entries).map(HistoryLinesTest::line).toList());
    }

    @Test
    void are_for_people_to_read() {
        assertThat(HistoryLines.line(failed(WEB_2), ZoneId.of("Europe/Berlin")))
                .isEqualTo("2026-11-01T13:00:03.125+01:00\tchange\tweb/2\trunning\tfail\texit 1 after 3 s");
        assertThat(line(asked(7, Verb.STOP, WEB_1, REDIS)))
                .isEqualTo("2026-11-01T12:00:00.125Z\tasked\t7\tstop\tweb/1 redis");
        assertThat(line(asked(7, Verb.STOP, WEB_1).with(refused("Not stopped."))))
                .isEqualTo("2026-11-01T12:00:01.125Z\tfailed\t7\tNot stopped.");
    }

    @Test
    void mean_the_same_when_they_are_read_back() {
        Entry.Edit edit = new Entry.Edit(NOON, "Scale web to 5");
        assertThat(read(new Entry.Opened(NOON), up(), failed(WEB_2), failed(REDIS), edit))
                .containsExactly(new Entry.Opened(NOON), up(), failed(WEB_2), failed(REDIS), edit);
    }

    @Test
    void bring_an_action_and_its_outcome_together() {
        Entry.Action first = asked(1, Verb.STOP, WEB_1, WEB_2);
        Entry.Action second = asked(2, Verb.RELOAD, SHOP);
        assertThat(read(first, second, second.with(done("Restarted shop")), first.with(refused("Not stopped."))))
                .containsExactly(first.with(refused("Not stopped.")), second.with(done("Restarted shop")));
    }

    @Test
    void tell_of_a_signal_by_its_name() {
        Entry.Action sent = asked(3, new SignalRequest(Signal.USR1), WEB_1);
        assertThat(line(sent)).isEqualTo("2026-11-01T12:00:00.125Z\tasked\t3\tSIGUSR1\tweb/1");
        assertThat(read(sent, sent.with(done("Sent SIGUSR1 to web-1"))))
                .containsExactly(sent.with(done("Sent SIGUSR1 to web-1")));
    }

    @Test
    void do_not_give_the_outcome_to_an_action_of_an_earlier_run() {
        Entry.Action first = asked(1, Verb.STOP, WEB_1);
        assertThat(read(first, new Entry.Opened(NOON), first.with(done("Stopped web-1"))))
                .containsExactly(first, new Entry.Opened(NOON));
    }

    @Test
    void keep_whatever_a_cause_says_on_one_line() {
        Entry.Change odd = new Entry.Change(
                NOON, REDIS, "starting", "fail", failed(REDIS).look(), "tab\there\nline \\n \\ and \r end\\");
        assertThat(line(odd).lines()).hasSize(1);
        assertThat(read(odd)).containsExactly(odd);
    }

    @Test
    void that_are_none_are_left_out() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "garbage",
                "\t\t\t\t\t\t",
                "2026-11-01T12:00:00Z",
                "2026-11-01T12:00:00Z\tchange\tweb/2\trunning",
                "2026-11-01T12:00:00Z\tchange\tweb/x\trunning\tfail\t",
                "2026-11-01T12:00:00Z\tchange\tweb/2\trunning\tmelted\t",
                "2026-11-01T12:00:00Z\tchange\tproxy:shop\tup\trunning\t",
                "2026-11-01T12:00:00Z\tasked\tone\tstop\tweb/1",
                "2026-11-01T12:00:00Z\tasked\t1\texplode\tweb/1",
                "2026-11-01T12:00:00Z\tasked\t1\tSIGNIFICANT\tweb/1",
                "2026-11-01T12:00:00Z\tdone\t99\tStopped web-1",
                "2026-11-01T12:00:00Z\tof the future\tsomething",
                "not a time\topened"));
        lines.add(line(failed(WEB_1)));
        assertThat(HistoryLines.parse(lines)).containsExactly(failed(WEB_1));
    }
}
