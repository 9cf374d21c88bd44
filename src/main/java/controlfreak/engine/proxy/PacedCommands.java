package controlfreak.engine.proxy;

import controlfreak.protocol.CommandEncoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Doles out commands to a proxy no faster than it can be trusted to read them. Engine thread only.
 *
 * <p>A proxy of protocol version 1 loses a command that is split over two of its reads, so each must fit into one
 * atomic write of a pipe (4,096 bytes, POSIX's PIPE_BUF on Linux), and no more than 8,192 bytes are sent ahead of its
 * answers. A proxy that says it speaks version 2 takes anything at any time. Until one of both is known, the careful
 * way holds and a command that is too long waits.
 */
final class PacedCommands {
    static final int LONGEST = CommandEncoder.SAFE_LENGTH;
    static final int AHEAD = 8192;

    private enum Version {
        UNKNOWN,
        ONE,
        TWO
    }

    private record Entry(String service, boolean start, byte[] line, Runnable refused) {}

    private final Consumer<byte[]> pipe;
    private final Deque<Entry> queued = new ArrayDeque<>();
    private final Deque<Entry> unanswered = new ArrayDeque<>();
    private Version version = Version.UNKNOWN;
    private int ahead;

    PacedCommands(Consumer<byte[]> pipe) {
        this.pipe = pipe;
    }

    /**
     * @param refused is run where the line can never be sent: it is too long for a proxy of version 1
     */
    void start(String service, byte[] line, Runnable refused) {
        add(new Entry(service, true, line, refused));
    }

    /** Any other command; these are short. */
    void command(String service, byte[] line) {
        add(new Entry(service, false, line, () -> {}));
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
    void takesAnything() {
        version = Version.TWO;
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
        while (!queued.isEmpty() && (version == Version.TWO || mayGo(queued.element()))) {
            Entry next = queued.remove();
            if (version == Version.TWO) {
                pipe.accept(next.line());
            } else if (next.line().length > LONGEST) {
                next.refused().run();
            } else {
                ahead += next.line().length;
                unanswered.add(next);
                pipe.accept(next.line());
            }
        }
    }

    private boolean mayGo(Entry next) {
        return next.line().length > LONGEST ? version == Version.ONE : ahead + next.line().length <= AHEAD;
    }
}
