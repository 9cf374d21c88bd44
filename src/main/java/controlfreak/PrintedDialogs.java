package controlfreak;

import controlfreak.ui.fx.Dialogs;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Dialogs where nobody is there to answer: what they say is printed, and the safe answer is taken. FX thread only. */
final class PrintedDialogs implements Dialogs {
    private final PrintStream out;
    private final Runnable onError;

    /** @param onError is told after an error was printed */
    PrintedDialogs(PrintStream out, Runnable onError) {
        this.out = out;
        this.onError = onError;
    }

    @Override
    public int ask(String title, String text, List<String> choices, int... losing) {
        out.println(title + " " + text);
        return choices.size() - 1;
    }

    @Override
    public void error(String title, String text) {
        out.println(title + " " + text);
        onError.run();
    }

    @Override
    public Optional<Path> chooseWorkspaceToOpen(Optional<Path> folder) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseWorkspaceToSave(Optional<Path> folder, String suggestedName) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseFile(String title, Optional<Path> folder) {
        return Optional.empty();
    }
}
