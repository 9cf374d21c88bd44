package controlfreak.engine.health;

import controlfreak.engine.base.EngineParts;
import controlfreak.process.Family;
import controlfreak.process.LaunchException;
import controlfreak.process.Notice;
import controlfreak.process.SeenProcess;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hears what the processes of a service say of it on its socket, and nobody else. Engine thread only, but for what the
 * socket hears.
 */
final class NoticeWatch {
    /** So many messages may wait until it is found out who sent them; what comes then is lost. */
    private static final int MOST_DOUBTFUL = 8;

    /** Who wants to know; on the engine's thread. */
    interface Listener {
        /** What was said since it was told last. */
        void hasSaid(Said words);

        /** Somebody who does not belong to the service has said something, for the first time. */
        void isTalkedInto(SeenProcess stranger);
    }

    private final EngineParts parts;
    private final Family family;
    private final Listener listener;
    private final AtomicReference<Said> news = new AtomicReference<>();
    private final AtomicInteger doubtful = new AtomicInteger();
    private Runnable close = () -> {};
    private boolean hasToldOfStranger;
    private boolean ended;

    /** @param family all that belongs to the process */
    NoticeWatch(EngineParts parts, Family family, Listener listener) {
        this.parts = parts;
        this.family = family;
        this.listener = listener;
    }

    /** @param name the process's */
    void begin(String name) throws LaunchException {
        close = parts.notices().listen(name, this::heard);
    }

    /** A sender that had ended when its message came cannot be asked; it may be ours where it is the same user's. */
    private void heard(Notice notice) {
        if (notice.sender().map(family::marks).orElse(notice.isOfOwnUser())) {
            accept(notice.text());
        } else if (notice.sender().isPresent() && doubtful.incrementAndGet() <= MOST_DOUBTFUL) {
            parts.loop().run(() -> check(notice.sender().get(), notice.text()));
        } else if (notice.sender().isPresent()) {
            doubtful.decrementAndGet();
        }
    }

    /** It may have hidden its mark. */
    private void check(SeenProcess sender, String text) {
        doubtful.decrementAndGet();
        boolean belongs = parts.lookout()
                .now()
                .filter(seen ->
                        family.in(seen).stream().anyMatch(one -> one.identity().equals(sender.identity())))
                .isPresent();
        if (belongs) {
            accept(text);
        } else if (!ended && !hasToldOfStranger) {
            hasToldOfStranger = true;
            listener.isTalkedInto(sender);
        }
    }

    /** However much a service talks, one task is queued. */
    private void accept(String text) {
        Said said = Said.in(text);
        Said before = news.getAndAccumulate(said, (old, now) -> old == null ? now : old.and(now));
        if (before == null) {
            parts.loop().run(this::take);
        }
    }

    private void take() {
        Optional<Said> said = Optional.ofNullable(news.getAndSet(null));
        if (!ended) {
            said.ifPresent(listener::hasSaid);
        }
    }

    void end() {
        ended = true;
        close.run();
    }
}
