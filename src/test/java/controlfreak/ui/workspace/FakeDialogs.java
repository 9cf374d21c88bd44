package controlfreak.ui.workspace;

import controlfreak.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Answers as it was told to; without an answer it takes the safe choice. */
final class FakeDialogs implements Dialogs {
    final List<String> asked = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    private final Queue<String> answers = new ArrayDeque<>();
    Optional<Path> toOpen = Optional.empty();
    Optional<Path> toSave = Optional.empty();

    /** Takes the choice with this text at the next question. */
    FakeDialogs answer(String choice) {
        answers.add(choice);
        return this;
    }

    @Override
    public int ask(String title, String text, List<String> choices, int... losing) {
        asked.add(title + " " + choices);
        texts.add(text);
        String answer = answers.poll();
        int index = answer == null ? choices.size() - 1 : choices.indexOf(answer);
        if (index < 0) {
            throw new AssertionError("There is no choice " + answer + " in " + choices);
        }
        return index;
    }

    @Override
    public void error(String title, String text) {
        errors.add(title + ": " + text);
    }

    @Override
    public Optional<Path> chooseWorkspaceToOpen(Optional<Path> folder) {
        return toOpen;
    }

    @Override
    public Optional<Path> chooseWorkspaceToSave(Optional<Path> folder, String suggestedName) {
        return toSave;
    }

    @Override
    public Optional<Path> chooseFile(String title, Optional<Path> folder) {
        return Optional.empty();
    }
}
