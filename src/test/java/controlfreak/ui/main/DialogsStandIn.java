package controlfreak.ui.main;

import controlfreak.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the answer that the test has set, the safe one where it has set none. */
public final class DialogsStandIn implements Dialogs {
    public final List<String> questions = new ArrayList<>();
    public int answer = -1;

    @Override
    public int ask(String title, String text, List<String> choices, int... losing) {
        questions.add(title + " | " + text + " | " + String.join(" / ", choices));
        return answer < 0 ? choices.size() - 1 : answer;
    }

    @Override
    public void error(String title, String text) {
        throw new AssertionError(title + ": " + text);
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
