package controlfreak.ui.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The one door for everything modal, so that view models can be tested without a window. FX thread only. */
public interface Dialogs {
    /**
     * Asks a question whose answers are verbs.
     *
     * @param choices the buttons' texts; the last one is the safe one and is taken on Escape
     * @param losing the indexes of those by which something is lost, be it a process: they are red, and the first of the
     *     others is the default
     * @return the index of the chosen one
     */
    int ask(String title, String text, List<String> choices, int... losing);

    /** Says that something did not work: what happened, what was kept, what to do. */
    void error(String title, String text);

    Optional<Path> chooseWorkspaceToOpen(Optional<Path> folder);

    Optional<Path> chooseWorkspaceToSave(Optional<Path> folder, String suggestedName);

    Optional<Path> chooseFile(String title, Optional<Path> folder);
}
