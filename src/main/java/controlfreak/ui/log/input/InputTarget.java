package controlfreak.ui.log.input;

import controlfreak.engine.Service;
import controlfreak.model.status.InputState;
import java.util.concurrent.CompletionStage;

/** A service's process, as far as one can type for it. Any thread; nothing blocks. */
public interface InputTarget {
    String name();

    /** Whether its settings say that its standard input is to stay open. */
    boolean isMeant();

    boolean isUp();

    InputState state();

    /** Sends a line; fails with a reason for people. */
    CompletionStage<?> type(String line);

    /** Sends the end of its input; fails with a reason for people. */
    CompletionStage<?> end();

    static InputTarget of(Service service) {
        return new InputTarget() {
            @Override
            public String name() {
                return service.id().name();
            }

            @Override
            public boolean isMeant() {
                return service.spec().streams().openStdin();
            }

            @Override
            public boolean isUp() {
                return service.status().pid().isPresent();
            }

            @Override
            public InputState state() {
                return service.inputState();
            }

            @Override
            public CompletionStage<?> type(String line) {
                return service.type(line);
            }

            @Override
            public CompletionStage<?> end() {
                return service.endInput();
            }
        };
    }
}
