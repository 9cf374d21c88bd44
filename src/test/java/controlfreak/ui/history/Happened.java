package controlfreak.ui.history;

import controlfreak.model.ServiceId;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.verb.Request;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Things that happened, to fill a history with. */
final class Happened {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00.125Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    static final RowKey SHOP = new RowKey.OfProxy("shop");
    static final RowKey WEB_1 = new RowKey.OfProcess(new ServiceId("web", 1));
    static final RowKey WEB_2 = new RowKey.OfProcess(new ServiceId("web", 2));
    static final RowKey REDIS = new RowKey.OfProcess(new ServiceId("redis", 0));

    private Happened() {}

    static Entry.Change started(RowKey row) {
        return new Entry.Change(NOON, row, "starting", "running", RowState.RUNNING, "");
    }

    static Entry.Change failed(RowKey row) {
        return new Entry.Change(NOON.plusSeconds(3), row, "running", "fail", RowState.FAILING, "exit 1 after 3 s");
    }

    static Entry.Change up() {
        return new Entry.Change(NOON, SHOP, "preloading", "up", RowState.RUNNING, "preloaded in 412 ms");
    }

    static Entry.Action asked(long number, Request request, RowKey... rows) {
        return new Entry.Action(number, NOON, request, List.of(rows), Optional.empty());
    }

    static Entry.Outcome done(String text) {
        return new Entry.Outcome(NOON.plusSeconds(1), false, text);
    }

    static Entry.Outcome refused(String text) {
        return new Entry.Outcome(NOON.plusSeconds(1), true, text);
    }
}
