package controlfreak.ui.main.rows;

import controlfreak.guard.VisibleText;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.Retry;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that the table shows of one row, at one moment. Immutable; any thread.
 *
 * @param title the name, with the number of instances where there are several
 * @param word the state in a word
 * @param cause why it is in this state, in a short phrase; may be empty
 * @param lastWords what its last run said of why it failed, part of the cause; may be empty
 * @param since when it came into its state; empty for a summary of several processes
 * @param clock whether the time spent in this state is part of what it says
 * @param retry the next try, where one is due
 * @param killAt when SIGKILL will follow, while it stops
 * @param aliveSince when its process was started, where one lives
 * @param restartNeeded whether its process has other variables than a restart would give it
 * @param definition what the workspace says of it
 * @param figures its use of CPU and memory
 * @param together of a proxy: the use of CPU and memory with all its services
 * @param stale the files that have changed since a proxy loaded them
 * @param unseen whether it failed and nobody has looked at it since
 */
public record RowFacts(
        String title,
        RowState state,
        String word,
        String cause,
        String lastWords,
        Optional<Instant> since,
        boolean clock,
        Optional<Retry> retry,
        Optional<Instant> killAt,
        OptionalLong pid,
        Optional<Instant> aliveSince,
        Restarts restarts,
        Optional<ExitStatus> lastExit,
        Definition definition,
        RowFigures figures,
        RowFigures together,
        boolean restartNeeded,
        Optional<StaleFiles> stale,
        boolean unseen) {
    /**
     * What the workspace says of a row.
     *
     * @param command as it is shown; empty for a summary of several services
     * @param tags separated by commas
     */
    public record Definition(String command, String description, String tags) {
        static final Definition NONE = new Definition("", "", "");

        public Definition {
            command = VisibleText.of(command);
            description = VisibleText.of(description);
            tags = VisibleText.of(tags);
        }

        static Definition of(ServiceSpec spec) {
            return new Definition(spec.command().display(), spec.description(), String.join(", ", spec.tags()));
        }

        static Definition of(ProxySpec spec) {
            return new Definition(spec.command().map(Command::display).orElse(""), spec.description(), "");
        }
    }

    static final RowFacts NOTHING = new RowFacts(
            "",
            RowState.OFF,
            "",
            "",
            "",
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Restarts.NONE,
            Optional.empty(),
            Definition.NONE,
            RowFigures.NONE,
            RowFigures.NONE,
            false,
            Optional.empty(),
            false);

    /** Whether it stands for several processes, so that it has no process of its own. */
    public boolean isSummary() {
        return since.isEmpty();
    }

    /** Whether what it says changes several times a second. */
    public boolean countsDown() {
        return retry.isPresent() || killAt.isPresent();
    }

    /** Whether what it says of its state changes as time goes by. */
    public boolean tells() {
        return countsDown() || clock;
    }
}
