package controlfreak.engine.proxy;

import controlfreak.model.status.ProxyStatus.Ability;
import controlfreak.protocol.CommandEncoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Doles out commands to a proxy no faster than it can be trusted to read them. Engine thread only.
 *
 * <p>A proxy of protocol version 1 loses a command that is split over two of its reads, so each must fit into one
 * atomic write of a pipe (4,096 bytes, POSIX's PIPE_BUF on Linux), and no more than 8,192 bytes are sent ahead of its
 * answers. A proxy that says it speaks version 2 takes anything at any time. Until one of both is known, the careful
 * way holds, and a command waits that is too long or needs what not every proxy can do.
 */
final class PacedCommands {
    static final int LONGEST = CommandEncoder.SAFE_LENGTH;
    static final int AHEAD = 8192;

    /** What the names of two pipes may add to a line. */
    private static final int LENGTH_OF_NAMES = 512;

    /** So much every proxy of version 2 takes; it is twice what a system usually executes. */
    private static final int MOST = 4 << 20;

    private static final String TOO_LARGE = "Its command and variables are larger than this system takes.";

    private static final String TOO_LONG =
            "Its command and variables are longer than " + LONGEST + " bytes, which a proxy of version 1 cannot take.";
    private static final String NO_RIGHTS =
            "Its proxy is an older one, which would run it as its own user, with its own"
                    + " limits. Take user, group, umask, limits, nice and oomScoreAdj away, or run it without the proxy.";

    private enum Version {
        UNKNOWN,
        ONE,
        TWO
    }

    private record Entry(
            String service, boolean start, byte[] line, Optional<Ability> needs, Consumer<String> refused) {
        boolean isForAny() {
            return line.length <= LONGEST && needs.isEmpty();
        }
    }

    private final Consumer<byte[]> pipe;
    private final Deque<Entry> queued = new ArrayDeque<>();
    private final Deque<Entry> unanswered = new ArrayDeque<>();
    private Version version = Version.UNKNOWN;
    private Set<Ability> abilities = Set.of();
    private int ahead;

    PacedCommands(Consumer<byte[]> pipe) {
        this.pipe = pipe;
    }

    /**
     * Whether a start may name pipes beyond that: to a proxy that takes them, or that may for all that is known of it, for
     * one that does not passes over them, unless its line gets too long for it.
     */
    boolean mayNamePipes(byte[] start) {
        return version == Version.UNKNOWN
                ? start.length > LONGEST || start.length + LENGTH_OF_NAMES <= LONGEST
                : abilities.contains(Ability.FIFOS);
    }

    /**
     * @param needs what the proxy must be able to do
     * @param refused is told why, in a sentence, where the line can never be sent
     */
    void start(String service, byte[] line, Optional<Ability> needs, Consumer<String> refused) {
        add(new Entry(service, true, line, needs, refused));
    }

    /** Any other command; these are short. */
    void command(String service, byte[] line) {
        add(new Entry(service, false, line, Optional.empty(), reason -> {}));
    }

    private void add(Entry entry) {
        queued.add(entry);
        flush();
    }

    /** Takes back a start that was not sent yet; false where it was. */
    boolean withdraw(String service) {
        return queued.removeIf(entry -> entry.start() && entry.service().equals(service));
    }

    /** The proxy has said that it speaks version 2. */
    void takesAnything(Set<Ability> itsAbilities) {
        version = Version.TWO;
        abilities = itsAbilities;
        unanswered.clear();
        flush();
    }

    /** The proxy has answered a command for a service: it has read that one and all before it. */
    void answered(String service) {
        if (version == Version.TWO) {
            return;
        }
        version = Version.ONE;
        Optional<Entry> last = lastUnanswered(service);
        while (last.isPresent() && !unanswered.isEmpty()) {
            Entry read = unanswered.remove();
            ahead -= read.line().length;
            if (read == last.get()) {
                break;
            }
        }
        flush();
    }

    private Optional<Entry> lastUnanswered(String service) {
        return unanswered.stream()
                .filter(entry -> entry.service().equals(service))
                .findFirst();
    }

    private void flush() {
        for (Optional<Entry> next = next(); next.isPresent(); next = next()) {
            queued.remove(next.get());
            send(next.get());
        }
    }

    /** The first that may go now. What waits until the version is known holds up the commands of its own service only. */
    private Optional<Entry> next() {
        Set<String> waiting = new HashSet<>();
        for (Entry entry : queued) {
            boolean waits = version == Version.UNKNOWN && !entry.isForAny() || waiting.contains(entry.service());
            if (!waits) {
                return Optional.of(entry).filter(this::mayGo);
            }
            waiting.add(entry.service());
        }
        return Optional.empty();
    }

    private boolean mayGo(Entry next) {
        return version == Version.TWO || !next.isForAny() || ahead + next.line().length <= AHEAD;
    }

    private void send(Entry next) {
        if (!abilities.containsAll(next.needs().stream().toList())) {
            next.refused().accept(NO_RIGHTS);
        } else if (next.line().length > MOST) {
            next.refused().accept(TOO_LARGE);
        } else if (version == Version.TWO) {
            pipe.accept(next.line());
        } else if (next.line().length > LONGEST) {
            next.refused().accept(TOO_LONG);
        } else {
            ahead += next.line().length;
            unanswered.add(next);
            pipe.accept(next.line());
        }
    }
}
