package controlfreak.jvmproxy;

import java.io.IOException;

/** A start that is refused, and would be again until somebody changes something; the message is for people. */
final class RefusedStart extends IOException {
    private static final long serialVersionUID = 1;

    RefusedStart(String message) {
        super(message);
    }
}
