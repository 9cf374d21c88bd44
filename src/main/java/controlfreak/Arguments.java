package controlfreak;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for. Immutable; any thread.
 *
 * @param workspace the workspace to open
 * @param readOnly whether the panel only looks, until it is started anew
 * @param beginning what is seen where no workspace is named
 * @param unattended whether the workspace's services are started and their states printed, without an operator
 * @param stopLeftovers whether an unattended run ends what a panel that was killed has left, rather than to go on with it
 * @param once whether an unattended run ends once all services have run
 * @param picture where an unattended run puts a picture of the window
 */
record Arguments(
        Optional<Path> workspace,
        boolean readOnly,
        Beginning beginning,
        boolean unattended,
        boolean stopLeftovers,
        boolean once,
        Optional<Path> picture) {
    /** What is seen where no workspace is named. */
    enum Beginning {
        /** The workspace that was open last. */
        LAST,
        WELCOME,
        /** A copy of the sample, where no workspace was opened before, else the last. */
        SAMPLE
    }

    static final String USAGE = """
            Usage: control-freak [WORKSPACE.cfk | --welcome | --sample] [--read-only]
                   control-freak WORKSPACE.cfk --unattended [--stop-leftovers] [--once] [--picture FILE]

              WORKSPACE.cfk    open this workspace; without one, that which was open last
              --welcome        open none, and choose in the window
              --sample         open a copy of the sample where no workspace was opened before
              --read-only      only look: nothing is started, stopped, edited or saved from the panel
              --unattended     start its services, print their states, stay until interrupted
              --stop-leftovers with --unattended: end what a panel that was killed has left running,
                               and start it anew; otherwise it is watched on
              --once           with --unattended: stop everything and end once all services have run
              --picture FILE   with --unattended: write a picture of the window once all services run
              --help           print this
              --version        print which panel it is
            """;

    private static final Set<String> SWITCHES =
            Set.of("--read-only", "--unattended", "--stop-leftovers", "--once", "--welcome", "--sample");

    /**
     * @throws IllegalArgumentException with a sentence for people where the words mean nothing
     */
    static Arguments of(List<String> words) {
        Optional<Path> workspace = Optional.empty();
        Optional<Path> picture = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--picture")) {
                i++;
                if (i == words.size()) {
                    throw new IllegalArgumentException("--picture needs the name of a file.");
                }
                picture = Optional.of(Path.of(words.get(i)));
            } else if (!word.startsWith("--")) {
                if (workspace.isPresent()) {
                    throw new IllegalArgumentException("Only one workspace can be opened at a time.");
                }
                workspace = Optional.of(Path.of(word));
            } else if (!SWITCHES.contains(word)) {
                throw new IllegalArgumentException("There is no option " + word + ".");
            }
        }
        boolean sample = words.contains("--sample");
        boolean welcome = words.contains("--welcome");
        if ((sample || welcome) && workspace.isPresent() || sample && welcome) {
            throw new IllegalArgumentException("Name one of a workspace, --welcome and --sample.");
        }
        boolean unattended = words.contains("--unattended");
        boolean readOnly = words.contains("--read-only");
        if (unattended && readOnly) {
            throw new IllegalArgumentException("--unattended starts services, so it does not go with --read-only.");
        }
        if (unattended && workspace.isEmpty()) {
            throw new IllegalArgumentException("--unattended needs a workspace.");
        }
        boolean stopLeftovers = words.contains("--stop-leftovers");
        if (!unattended && (words.contains("--once") || stopLeftovers || picture.isPresent())) {
            throw new IllegalArgumentException("--once, --stop-leftovers and --picture go with --unattended.");
        }
        return new Arguments(
                workspace,
                readOnly,
                sample ? Beginning.SAMPLE : welcome ? Beginning.WELCOME : Beginning.LAST,
                unattended,
                stopLeftovers,
                words.contains("--once"),
                picture);
    }
}
