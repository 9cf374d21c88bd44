package controlfreak.ui.history;

import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.verb.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that an operator asked for, or that happened. It tells of no variable's value. Immutable; any thread. */
public sealed interface Entry {
    /** When it happened; of an action, when it was asked for. */
    Instant at();

    /** The processes that it is about; may be empty. */
    List<RowKey> rows();

    /** Whether something did not go as it should. */
    boolean isFailure();

    /** A workspace was opened: what follows is of this run. */
    record Opened(Instant at) implements Entry {
        @Override
        public List<RowKey> rows() {
            return List.of();
        }

        @Override
        public boolean isFailure() {
            return false;
        }
    }

    /**
     * A proxy or a service's process came into another state.
     *
     * @param from the state's name in small letters, as the engine has it
     * @param look how a row in the new state looks
     * @param cause why, in a short phrase; may be empty
     */
    record Change(Instant at, RowKey row, String from, String to, RowState look, String cause) implements Entry {
        @Override
        public List<RowKey> rows() {
            return List.of(row);
        }

        @Override
        public boolean isFailure() {
            return look == RowState.FAILING;
        }
    }

    /** The operator changed the workspace. */
    record Edit(Instant at, String what) implements Entry {
        @Override
        public List<RowKey> rows() {
            return List.of();
        }

        @Override
        public boolean isFailure() {
            return false;
        }
    }

    /**
     * The operator asked for something to be done to processes.
     *
     * @param number tells the actions of one run apart
     * @param outcome what came of it, once that is known
     */
    record Action(long number, Instant at, Request request, List<RowKey> rows, Optional<Outcome> outcome)
            implements Entry {
        public Action {
            rows = List.copyOf(rows);
        }

        @Override
        public boolean isFailure() {
            return outcome.filter(Outcome::failure).isPresent();
        }

        Action with(Outcome known) {
            return new Action(number, at, request, rows, Optional.of(known));
        }
    }

    /** What came of an action, in words. */
    record Outcome(Instant at, boolean failure, String text) {}
}
