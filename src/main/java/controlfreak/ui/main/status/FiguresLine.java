package controlfreak.ui.main.status;

import controlfreak.figures.Snapshot;
import controlfreak.figures.Totals;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the status bar says of memory. FX thread only. */
final class FiguresLine {
    private FiguresLine() {}

    /** {@code memory 214 MB, saved 1.1 GB by sharing · sampled 3 s ago}; empty where nothing runs. */
    static String of(Snapshot snapshot, Instant now) {
        if (snapshot.readings().isEmpty()) {
            return "";
        }
        Totals totals = snapshot.totals();
        if (totals.read() == 0) {
            return totals.hidden() == 0 ? "" : Texts.text("figures.line.hidden");
        }
        List<String> parts = new ArrayList<>();
        String total = MemoryText.of(totals.total());
        parts.add(
                totals.saved().isPresent()
                        ? Texts.text(
                                "figures.line.saved",
                                total,
                                MemoryText.of(totals.saved().getAsLong()))
                        : Texts.text("figures.line", total));
        if (totals.hidden() > 0) {
            parts.add(Texts.text("figures.line.some", totals.hidden()));
        }
        snapshot.memoryAt().map(at -> sampled(Duration.between(at, now))).ifPresent(parts::add);
        if (snapshot.periods().slowedDown()) {
            parts.add(Texts.text(
                    "figures.line.slow", Durations.rough(snapshot.periods().memory())));
        }
        return String.join(" · ", parts);
    }

    private static String sampled(Duration age) {
        return age.toSeconds() < 1
                ? Texts.text("figures.line.now")
                : Texts.text("figures.line.sampled", Durations.rough(age));
    }
}
