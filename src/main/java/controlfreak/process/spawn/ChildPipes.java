package controlfreak.process.spawn;

import controlfreak.process.Account;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.OutputPipes;
import controlfreak.process.io.Pipe;
import controlfreak.process.libc.LibC;
import java.util.EnumMap;
import java.util.List;
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

    /**
     * The ends to read from that a child has, too, and never reads from: they keep what it has written, and it from dying
     * of SIGPIPE, should the panel be killed. Its own ends are for writing only, for some programs (asyncio's pipes) take
     * one that can be read from for closed. A proxy ends with its panel.
     *
     * @param first the number by which the child would have the first of them
     */
    List<Integer> readersToKeep(LaunchRequest request, int first) {
        boolean isRoom = first + 2 <= Pipe.FIRST_FREE;
        return request.proxyPipes() || !isRoom
                ? List.of()
                : Stream.of(ChildStream.STDOUT, ChildStream.STDERR)
                        .map(pipes::get)
                        .filter(Objects::nonNull)
                        .map(Pipe::parentEnd)
                        .toList();
    }

    /** By which pipes the child will write to the panel. */
    OutputPipes outputs() {
        return new OutputPipes(idOf(ChildStream.STDOUT), idOf(ChildStream.STDERR));
    }

    private String idOf(ChildStream stream) {
        Pipe pipe = pipes.get(stream);
        return pipe == null ? "" : PipeFiles.idOf(PipeFiles.ofOwn(pipe.parentEnd()));
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
