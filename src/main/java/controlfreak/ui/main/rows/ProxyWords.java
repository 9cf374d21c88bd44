package controlfreak.ui.main.rows;

import controlfreak.model.ExitStatus;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a proxy says of its state. Immutable; any thread.
 *
 * @param word the state in a word; what is under way where its services are moved over
 * @param since when that began
 * @param clock whether the time spent in it is part of what it says
 * @param facts short phrases: why it is so, or what is known of what it has loaded
 */
record ProxyWords(String word, Instant since, boolean clock, List<String> facts) {
    /** @param result why what was asked of it last did not work; may be empty */
    static ProxyWords of(ProxyStatus status, String result) {
        return status.state() == ProxyState.UP && status.changeover().isPresent()
                ? of(status.changeover().get())
                : new ProxyWords(
                        Texts.text("state.proxy." + key(status.state())),
                        status.since(),
                        status.state() == ProxyState.PRELOADING,
                        facts(status, result));
    }

    private static ProxyWords of(ChangeoverStatus changeover) {
        return new ProxyWords(
                Texts.text("state.changeover." + key(changeover.kind())),
                changeover.since(),
                changeover.phase() == Phase.PREPARING,
                List.of(phase(changeover)));
    }

    private static String phase(ChangeoverStatus changeover) {
        int done = changeover.moved().done();
        int all = changeover.moved().all();
        return switch (changeover.kind()) {
            case RECYCLE -> Texts.text("state.recycle." + key(changeover.phase()), done, all);
            case REFORK -> Texts.text("state.refork." + key(changeover.phase()), done, all);
        };
    }

    private static List<String> facts(ProxyStatus status, String result) {
        if (!status.cause().isEmpty()) {
            return List.of(status.cause());
        }
        if (!result.isEmpty()) {
            return List.of(result);
        }
        return switch (status.state()) {
            case FAIL -> status.lastExit().map(ExitStatus::text).stream().toList();
            case UP ->
                Stream.of(template(status), preloaded(status))
                        .flatMap(Optional::stream)
                        .toList();
            case DOWN, PRELOADING, STOPPING -> List.of();
        };
    }

    /** {@code preloaded 96 MB in 412 ms}; one of them where a proxy does not tell the other. */
    private static Optional<String> preloaded(ProxyStatus status) {
        return status.ready().flatMap(ready -> {
            Optional<String> time = ready.preloadTime().map(Durations::exact);
            Optional<String> size =
                    ready.memory().stream().mapToObj(MemoryText::of).findFirst();
            return time.isPresent() && size.isPresent()
                    ? Optional.of(Texts.text("state.preloaded", size.get(), time.get()))
                    : time.map(known -> Texts.text("state.preloaded.in", known))
                            .or(() -> size.map(known -> Texts.text("state.preloaded.size", known)));
        });
    }

    private static Optional<String> template(ProxyStatus status) {
        return status.generation().template().map(template -> Texts.text("state.forksfrom", template.worker()));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
