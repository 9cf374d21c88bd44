package controlfreak;

import controlfreak.ui.fx.FileChoices;
import controlfreak.workspace.Folders;
import javafx.application.Platform;

/**
 * What the application finds around itself, apart from it so that a whole panel can be run beside another one. Any
 * thread.
 *
 * @param folders where it keeps its own things
 * @param resources what came with it
 * @param fileChoices how a file is chosen
 * @param exit ends the application
 */
record Surroundings(Folders folders, Resources resources, FileChoices fileChoices, Runnable exit) {
    /** Those of this user on this system. */
    static Surroundings ofSystem() {
        return new Surroundings(Folders.ofSystem(), Resources.find(), FileChoices.SYSTEM, Platform::exit);
    }
}
