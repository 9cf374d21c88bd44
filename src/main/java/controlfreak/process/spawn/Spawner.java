package controlfreak.process.spawn;

import com.sun.jna.Memory;
import controlfreak.model.ServiceVariables;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.NativeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Calls posix_spawn. Any thread. */
final class Spawner {
    /** Room for the opaque structures of the C library; the largest of them, glibc's attributes, has 336 bytes. */
    private static final int STRUCTURE = 1024;

    private static final byte[] NULL_DEVICE = NativeText.bytes("/dev/null");

    private static final Memory ATTRIBUTES = attributes();

    /**
     * Starts the program and waits until it runs.
     *
     * @return its pid
     */
    static int spawn(Path program, LaunchRequest request, ChildPipes pipes) throws LaunchException {
        return spawn(program, request.command(), request, pipes, OptionalInt.empty());
    }

    /**
     * Starts something in the place of the request's program and waits until it runs.
     *
     * @param words what is started with its arguments
     * @param verdict what is its standard error then; the request's has the number {@link #spare} meanwhile
     * @return its pid
     */
    static int spawn(Path program, List<String> words, LaunchRequest request, ChildPipes pipes, OptionalInt verdict)
            throws LaunchException {
        List<byte[]> arguments = new ArrayList<>();
        for (String argument : words) {
            arguments.add(checked(argument, "An argument of the command"));
        }
        List<byte[]> variables = new ArrayList<>();
        for (Map.Entry<String, String> entry : request.environment().entrySet()) {
            String name = entry.getKey();
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw LaunchException.forGood("A variable cannot have the name \"" + name + "\".");
            }
            variables.add(checked(name + "=" + entry.getValue(), "The variable " + name));
        }
        try (Memory argv = NativeText.array(arguments);
                Memory envp = NativeText.array(variables);
                Memory pid = new Memory(Integer.BYTES);
                FileActions actions = new FileActions()) {
            arrange(actions, request, pipes, verdict);
            byte[] path = NativeText.bytes(program.toString());
            int error = actions.error() != 0
                    ? actions.error()
                    : RunLimit.during(
                            Optional.ofNullable(request.environment().get(ServiceVariables.RUN)),
                            () -> LibC.C.posix_spawn(pid, path, actions.memory(), ATTRIBUTES, argv, envp));
            if (error != 0) {
                throw SpawnFailure.ofSpawn(error, program, request);
            }
            return pid.getInt(0);
        }
    }

    /** The first number of a descriptor that a request leaves free. */
    static int spare(LaunchRequest request) {
        return request.firstSocket() + request.sockets().descriptors().size();
    }

    private static void arrange(FileActions actions, LaunchRequest request, ChildPipes pipes, OptionalInt verdict) {
        int spare = spare(request);
        for (ChildStream stream : ChildStream.values()) {
            boolean waits = stream == ChildStream.STDERR && verdict.isPresent();
            int number = waits ? spare : stream.descriptor();
            OptionalInt end = pipes.childEnd(stream);
            if (end.isPresent()) {
                actions.copy(end.getAsInt(), number);
            } else if (stream == ChildStream.STDIN) {
                actions.open(number, NULL_DEVICE, Abi.O_RDONLY);
            } else if (stream == ChildStream.STDOUT || stream == ChildStream.STDERR) {
                actions.open(number, NULL_DEVICE, Abi.O_WRONLY);
            }
        }
        verdict.ifPresent(pipe -> actions.copy(pipe, ChildStream.STDERR.descriptor()));
        request.sockets().stdin().ifPresent(socket -> actions.copy(socket, ChildStream.STDIN.descriptor()));
        int next = request.firstSocket();
        for (int socket : request.sockets().descriptors()) {
            actions.copy(socket, next++);
        }
        int end = verdict.isPresent() ? spare + 1 : spare;
        for (int reader : pipes.readersToKeep(request, end)) {
            actions.copy(reader, end++);
        }
        actions.enter(NativeText.bytes(request.folder().toAbsolutePath().toString()));
        actions.closeFrom(end);
    }

    private static byte[] checked(String text, String what) throws LaunchException {
        if (text.indexOf('\0') >= 0) {
            throw LaunchException.forGood(what + " contains a NUL character, which ends text for programs.");
        }
        return NativeText.bytes(text);
    }

    /** The JVM ignores some signals and blocks others, and a child would inherit both. */
    private static Memory attributes() {
        Memory made = new Memory(STRUCTURE);
        int flags = Abi.SPAWN_SETSID | Abi.SPAWN_SETSIGDEF | Abi.SPAWN_SETSIGMASK;
        try (Memory set = new Memory(STRUCTURE)) {
            LibC.C.posix_spawnattr_init(made);
            LibC.C.posix_spawnattr_setflags(made, (short) (Abi.MAC ? flags | Abi.SPAWN_CLOEXEC_DEFAULT : flags));
            LibC.C.sigfillset(set);
            LibC.C.posix_spawnattr_setsigdefault(made, set);
            LibC.C.sigemptyset(set);
            LibC.C.posix_spawnattr_setsigmask(made, set);
        }
        return made;
    }
}
