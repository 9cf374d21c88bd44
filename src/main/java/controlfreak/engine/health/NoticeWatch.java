package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.process.LaunchException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hears what one process of a service says of itself on its socket. Engine thread only, but for what the socket hears.
 */
final class NoticeWatch {
    private static final int SHOWN = 200;

    /**
     * What was said since the engine looked last: however much a service talks, one task is queued.
     *
     * @param ready whether it said that it is ready
     * @param status what it does, in its own words
     */
    private record Notice(boolean ready, Optional<String> status) {
        Notice and(Notice later) {
            return new Notice(ready || later.ready, later.status.or(() -> status));
        }
    }

    /** Who wants to know; on the engine's thread. */
    interface Listener {
        void saysItIsReady();

        /** @param status a short text in its own words, on one line; may be empty */
        void says(String status);
    }

    private final EngineLoop loop;
    private final Listener listener;
    private final AtomicReference<Notice> news = new AtomicReference<>();
    private Runnable close = () -> {};
    private boolean ended;

    NoticeWatch(EngineLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** @param name the process's */
    void begin(EngineParts parts, String name) throws LaunchException {
        close = parts.notices().listen(name, this::heard);
    }

    private void heard(String message) {
        Notice notice = parsed(message);
        Notice before = news.getAndAccumulate(notice, (old, now) -> old == null ? now : old.and(now));
        if (before == null) {
            loop.run(this::take);
        }
    }

    private static Notice parsed(String message) {
        Notice all = new Notice(false, Optional.empty());
        for (String line : message.split("\n")) {
            if (line.equals("READY=1")) {
                all = all.and(new Notice(true, Optional.empty()));
            } else if (line.startsWith("STATUS=")) {
                String text = line.substring("STATUS=".length())
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip();
                all = all.and(
                        new Notice(false, Optional.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text)));
            }
        }
        return all;
    }

    private void take() {
        Notice notice = news.getAndSet(null);
        if (!ended) {
            notice.status().ifPresent(listener::says);
            if (notice.ready()) {
                listener.saysItIsReady();
            }
        }
    }

    void end() {
        ended = true;
        close.run();
    }
}
