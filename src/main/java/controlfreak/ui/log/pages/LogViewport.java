package controlfreak.ui.log.pages;

import java.util.OptionalLong;

/** What of the shown lines is in sight. FX thread only. */
public interface LogViewport {
    /** Where there is no window. */
    LogViewport NONE = new LogViewport() {
        @Override
        public void keep(Runnable change) {
            change.run();
        }

        @Override
        public void reveal(int index) {}

        @Override
        public OptionalLong firstInSight() {
            return OptionalLong.empty();
        }
    };

    /** Makes a change to the lines, after which the line that was the first in sight is where it was. */
    void keep(Runnable change);

    /** Brings a line into sight. */
    void reveal(int index);

    /** The key of the first line in sight. */
    OptionalLong firstInSight();
}
