package controlfreak.process.spawn;

import controlfreak.process.Account;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.io.Pipe;
import controlfreak.process.libc.LibC;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The pipes of one child that is being started. One thread at a time. */
final class ChildPipes {
    private final Map<ChildStream, Pipe> pipes = new EnumMap<>(ChildStream.class);

    private ChildPipes() {}

    /** Opens all pipes that a request asks for, or none. */
    static ChildPipes open(LaunchRequest request) throws LaunchException {
        ChildPipes opened = new ChildPipes();
        try {
            for (ChildStream stream : ChildStream.values()) {
                if (isWanted(stream, request)) {
                    opened.pipes.put(stream, Pipe.open(stream.isInput()));
                }
            }
        } catch (LaunchException refused) {
            opened.closeChildEnds();
            opened.closeParentEnds();
            throw refused;
        }
        return opened;
    }

    private static boolean isWanted(ChildStream stream, LaunchRequest request) {
        return switch (stream) {
            case STDIN -> request.streams().openStdin();
            case STDOUT -> request.streams().keepStdout();
            case STDERR -> request.streams().keepStderr();
            case COMMAND, STATUS, LOG -> request.proxyPipes();
        };
    }

    OptionalInt childEnd(ChildStream stream) {
        return Optional.ofNullable(pipes.get(stream))
                .map(pipe -> OptionalInt.of(pipe.childEnd()))
                .orElse(OptionalInt.empty());
    }

    OptionalInt parentEnd(ChildStream stream) {
        return Optional.ofNullable(pipes.get(stream))
                .map(pipe -> OptionalInt.of(pipe.parentEnd()))
                .orElse(OptionalInt.empty());
    }

    /** Gives the standard streams to somebody, who may open them anew then by {@code /dev/stderr}. */
    void giveTo(Account account) {
        Stream.of(ChildStream.STDIN, ChildStream.STDOUT, ChildStream.STDERR)
                .map(pipes::get)
                .filter(Objects::nonNull)
                .forEach(pipe -> LibC.C.fchown(pipe.childEnd(), (int) account.uid(), (int) account.gid()));
    }

    /** To be called as soon as the child has its own copies: until then its pipes do not end with it. */
    void closeChildEnds() {
        pipes.values().forEach(pipe -> LibC.C.close(pipe.childEnd()));
    }

    /** To be called where no child took over the pipes. */
    void closeParentEnds() {
        pipes.values().forEach(pipe -> LibC.C.close(pipe.parentEnd()));
    }
}
