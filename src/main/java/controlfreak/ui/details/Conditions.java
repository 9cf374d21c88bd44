package controlfreak.ui.details;

import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ProxyGeneration;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Restarts;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.ServiceRow;
import controlfreak.ui.main.rows.StateCounts;
import controlfreak.ui.main.rows.StateWords;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of how a process is. Any thread; rows: FX thread. */
final class Conditions {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);

    private Conditions() {}

    /** The state, and why, on one line. */
    static String sentence(RowFacts facts, Instant now) {
        return Stream.of(StateWords.word(facts, now), facts.cause())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /**
     * @param spec empty where the workspace no longer mentions it
     * @param conflict who holds the port that it could not have; may be empty
     */
    static Section of(
            ServiceRow row, Optional<ServiceSpec> spec, String conflict, InstantSource clock, TimeOfDay timeOfDay) {
        return common(row.facts(), row.facts().cause(), conflict, row.status().startedAt(), clock, timeOfDay)
                .add("took-over", tookOver(row.status()))
                .add("ready", ready(row, spec))
                .add("waits-for", listed(row.status().waitsFor()))
                .add("exit", row.status().lastExit().map(ExitStatus::text))
                .add("restart", restart(row.facts()))
                .build();
    }

    private static String tookOver(ServiceStatus status) {
        return status.formerPid().isPresent()
                ? Texts.text(
                        "details.took-over", Long.toString(status.formerPid().getAsLong()))
                : "";
    }

    /** Whether it is ready for its work, where there is a way to know. */
    private static String ready(ServiceRow row, Optional<ServiceSpec> spec) {
        boolean isWatched = spec.flatMap(service -> service.health().ready()).isPresent();
        return isWatched && row.state() == ServiceState.RUNNING
                ? Texts.text(row.status().ready() ? "details.ready.yes" : "details.ready.no")
                : "";
    }

    static Section of(ProxyRow row, InstantSource clock, TimeOfDay timeOfDay) {
        ProxyStatus status = row.status();
        Optional<ProxyStatus.Ready> ready = status.ready();
        StateCounts below =
                StateCounts.of(ServiceRow.of(row).map(process -> process.facts().state()));
        return common(row.facts(), status.cause(), "", status.startedAt(), clock, timeOfDay)
                .add("preloaded", ready.map(ProxyStatus.Ready::preloaded).map(Conditions::listed))
                .add("preload", ready.flatMap(ProxyStatus.Ready::preloadTime).map(Durations::exact))
                .add("runtime", ready.map(ProxyStatus.Ready::runtime))
                .add("protocol", ready.map(told -> Integer.toString(told.protocol())))
                .add("generation", generation(status.generation()))
                .add("template", status.generation().template().map(ProxyGeneration.Template::worker))
                .add("stale", status.generation().stale().map(Conditions::stale).orElse(""), Fact.Look.LONG)
                .add(
                        "children",
                        below.all() == 0
                                ? ""
                                : Texts.text(
                                        "state.below",
                                        Integer.toString(below.of(RowState.RUNNING)),
                                        Integer.toString(below.all())))
                .add("exit", status.lastExit().map(ExitStatus::text))
                .add("restart", restart(row.facts()))
                .build();
    }

    private static String generation(ProxyGeneration generation) {
        return generation.number() > 0 ? Integer.toString(generation.number()) : "";
    }

    private static String stale(ProxyGeneration.StaleFiles stale) {
        int more = stale.count() - stale.files().size();
        return more > 0 ? Texts.text("details.more", listed(stale.files()), more) : listed(stale.files());
    }

    private static Section.Builder common(
            RowFacts facts,
            String cause,
            String conflict,
            Optional<Instant> startedAt,
            InstantSource clock,
            TimeOfDay timeOfDay) {
        Instant now = clock.instant();
        return Section.of("state")
                .add("state", StateWords.word(facts, now))
                .add("cause", cause, Fact.Look.LONG)
                .add("conflict", conflict, Fact.Look.LONG)
                .add("since", facts.since().map(since -> MOMENT.format(timeOfDay.of(since))))
                .add("pid", facts.pid().isPresent() ? Long.toString(facts.pid().getAsLong()) : "")
                .add("started", startedAt.map(start -> MOMENT.format(timeOfDay.of(start))))
                .add("uptime", StateWords.uptime(facts, now))
                .add("restarts", restarts(facts.restarts(), timeOfDay));
    }

    private static String restarts(Restarts restarts, TimeOfDay timeOfDay) {
        String count = Integer.toString(restarts.count());
        return restarts.since()
                .map(since -> Texts.text("details.restarts", count, MOMENT.format(timeOfDay.of(since))))
                .orElse(count);
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }

    private static String restart(RowFacts facts) {
        return facts.restartNeeded() ? Texts.text("details.restart.needed") : "";
    }
}
