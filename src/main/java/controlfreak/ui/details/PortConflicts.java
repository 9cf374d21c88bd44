package controlfreak.ui.details;

import controlfreak.figures.PortHolder;
import controlfreak.log.text.AddressInUse;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.PortHolders;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.ServiceRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Says who holds the port that a service could not have. FX thread only. */
final class PortConflicts {
    /** How long an answer of the system is believed. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    /** A process that has lived longer than that has got what it needs. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    private record Answer(Instant at, Optional<PortHolder> holder) {}

    private final DetailsSource source;
    private final Supplier<Collection<Row>> rows;
    private final Clock clock;
    private final Runnable answered;
    private final Map<Integer, Answer> answers = new HashMap<>();

    /**
     * @param rows all that there are
     * @param answered is run when the system has told more
     */
    PortConflicts(DetailsSource source, Supplier<Collection<Row>> rows, Clock clock, Runnable answered) {
        this.source = source;
        this.rows = rows;
        this.clock = clock;
        this.answered = answered;
    }

    /** A sentence where the service failed because an address is in use; empty otherwise. */
    String sentence(ServiceRow row) {
        if (!hasJustFailed(row)) {
            return "";
        }
        return AddressInUse.in(source.lastLines(row.key()))
                .map(conflict -> conflict.port().isPresent()
                        ? sentence(row, conflict.port().getAsInt())
                        : Texts.text("details.port.unnamed"))
                .orElse("");
    }

    /** One that is restarted after each failure is seen starting and running as a rule, each time for a moment. */
    private boolean hasJustFailed(ServiceRow row) {
        boolean isWell = row.facts().state() == RowState.RUNNING
                && row.facts()
                        .aliveSince()
                        .filter(start -> start.plus(SHORT).isBefore(clock.instant()))
                        .isPresent();
        return row.facts().state() != RowState.OFF
                && !isWell
                && row.status().lastExit().filter(exit -> !exit.isNormal()).isPresent();
    }

    private String sentence(Row failed, int port) {
        String number = Integer.toString(port);
        Optional<Row> ours = PortHolders.of(port, failed, rows.get());
        if (ours.isPresent()) {
            return Texts.text("details.port.ours", number, ours.get().facts().title());
        }
        Answer answer = answers.get(port);
        if (answer == null || answer.at().plus(KEPT).isBefore(clock.instant())) {
            answers.put(port, new Answer(clock.instant(), answer == null ? Optional.empty() : answer.holder()));
            source.holderOf(port).thenAccept(holder -> {
                answers.put(port, new Answer(clock.instant(), holder));
                answered.run();
            });
        }
        return Optional.ofNullable(answers.get(port))
                .flatMap(Answer::holder)
                .map(holder -> Texts.text("details.port.other", number, Long.toString(holder.pid()), holder.program()))
                .orElseGet(() -> Texts.text("details.port.unknown", number));
    }
}
