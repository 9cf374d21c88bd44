package controlfreak.model.status;

import java.util.OptionalLong;

/** ControlFreak's status line, as its manual gives it. */
final class StatusText {
    private StatusText() {}

    static String line(String name, OptionalLong pid) {
        return pid.isPresent() ? name + "\tup\t" + pid.getAsLong() : name + "\tdown\t";
    }
}
