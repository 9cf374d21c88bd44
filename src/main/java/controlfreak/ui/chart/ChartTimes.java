package controlfreak.ui.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The round times that the chart's lower edge names. Any thread. */
final class ChartTimes {
    private static final int MOST = 7;
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15));
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ROUGH = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private ChartTimes() {}

    static List<Instant> between(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        Duration step = STEPS.stream()
                .filter(each -> span.dividedBy(each) <= MOST)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        long seconds = step.toSeconds();
        List<Instant> times = new ArrayList<>();
        for (Instant at = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), seconds) * seconds + seconds);
                !at.isAfter(to);
                at = at.plus(step)) {
            times.add(at);
        }
        return times;
    }

    static String text(ZonedDateTime at) {
        return (at.getSecond() == 0 ? ROUGH : EXACT).format(at);
    }

    static String exact(ZonedDateTime at) {
        return EXACT.format(at);
    }
}
