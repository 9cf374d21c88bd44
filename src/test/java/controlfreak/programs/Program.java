package controlfreak.programs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that others have written, with the command that a user would type.
 *
 * @param preset the name of the preset that is meant for it; empty where there is none
 * @param folder where it is run
 * @param drops when it drops what it has begun for its clients
 * @param before a command that has to be run before its first start
 * @param beside the command of another program that it cannot be without
 * @param user whom it insists on being
 */
record Program(
        String name,
        String command,
        String preset,
        Path folder,
        Work work,
        Drops drops,
        Optional<String> before,
        Optional<String> beside,
        Optional<String> user) {
    /** When a program drops what it has begun, by its own manual. */
    enum Drops {
        NEVER,
        /** It takes SIGTERM for "at once"; its preset knows better. */
        ON_TERM,
        ALWAYS
    }

    Program(String name, String command, String preset, Path folder, Work work) {
        this(name, command, preset, folder, work, Drops.NEVER, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Program drops(Drops when) {
        return new Program(name, command, preset, folder, work, when, before, beside, user);
    }

    Program before(String text) {
        return new Program(name, command, preset, folder, work, drops, Optional.of(text), beside, user);
    }

    Program beside(String command) {
        return new Program(name, this.command, preset, folder, work, drops, before, Optional.of(command), user);
    }

    Program as(String name) {
        return new Program(this.name, command, preset, folder, work, drops, before, beside, Optional.of(name));
    }

    /** Runs what has to be run before its first start, as the user that it insists on being. */
    void prepare() throws Exception {
        if (user.isPresent()) {
            Work.Commands.succeeds(folder, List.of("chown", "-R", user.get(), folder.toString()));
        }
        if (before.isPresent()) {
            List<String> shell = List.of("sh", "-c", before.get());
            List<String> words = user.map(name -> Stream.concat(Stream.of("runuser", "-u", name, "--"), shell.stream())
                            .toList())
                    .orElse(shell);
            if (!Work.Commands.succeeds(folder, words)) {
                throw new IllegalStateException(before.get() + " failed.");
            }
        }
    }

    /** The program that has to be installed. */
    String executable() {
        return command.replaceFirst("^(\\S+=\\S+ )+", "").split(" ")[0];
    }

    @Override
    public String toString() {
        return name;
    }
}
