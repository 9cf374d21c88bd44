package controlfreak;

import controlfreak.process.Leftover;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;

/**
 * What becomes of what an earlier panel has left running because it was killed: it is watched on, ended, or left to
 * itself, as the operator says. FX thread only.
 */
final class LeftoverQuestion {
    private static final int NAMED = 12;

    private static final int KEEP = 0;
    private static final int STOP = 1;

    private final LocalEngine engine;
    private final Executor files;
    private final Consumer<String> warn;
    private final CompletableFuture<Boolean> free = new CompletableFuture<>();

    /**
     * @param files where it is looked for what is left, which may take long
     * @param warn tells the operator a sentence
     */
    LeftoverQuestion(LocalEngine engine, Executor files, Consumer<String> warn) {
        this.engine = engine;
        this.files = files;
        this.warn = warn;
    }

    /** Completes with whether all that is left is watched, or nothing is left. */
    CompletableFuture<Boolean> answered() {
        return free;
    }

    /** Asks, where there is anything. */
    void ask(Dialogs dialogs) {
        look(leftovers -> {
            int choice = leftovers.isEmpty() ? KEEP : choice(leftovers, dialogs);
            if (choice == KEEP) {
                keep(leftovers);
            } else if (choice == STOP) {
                stop(leftovers);
            } else {
                free.complete(false);
            }
        });
    }

    /** Does without asking what loses nothing, or ends all. */
    void decide(boolean isToStop) {
        look(isToStop ? this::stop : this::keep);
    }

    private void look(Consumer<List<Leftover>> then) {
        files.execute(() -> {
            List<Leftover> leftovers = engine.leftovers();
            List<String> doubts = engine.doubts();
            Platform.runLater(() -> {
                doubts.forEach(warn);
                then.accept(leftovers);
            });
        });
    }

    private static int choice(List<Leftover> leftovers, Dialogs dialogs) {
        int count = leftovers.size();
        return dialogs.ask(
                Texts.text("app.leftovers.title", count),
                Texts.text("app.leftovers.text", count, names(leftovers)),
                List.of(
                        Texts.text("app.leftovers.keep", count),
                        Texts.text("app.leftovers.stop", count),
                        Texts.text("app.leftovers.leave", count)),
                STOP);
    }

    private static String names(List<Leftover> leftovers) {
        boolean isOfSeveral =
                leftovers.stream().map(Leftover::workspace).distinct().count() > 1;
        // "And 1 more" would take as much room as its name.
        int named = leftovers.size() == NAMED + 1 ? NAMED + 1 : NAMED;
        Stream<String> names = leftovers.stream().limit(named).map(left -> name(left, isOfSeveral));
        Stream<String> more = leftovers.size() > named
                ? Stream.of(Texts.text("app.leftovers.more", leftovers.size() - named))
                : Stream.empty();
        return Stream.concat(names, more).collect(Collectors.joining(", "));
    }

    private static String name(Leftover left, boolean withWorkspace) {
        String workspace = left.workspace().substring(left.workspace().lastIndexOf('/') + 1);
        String of = withWorkspace && !workspace.isEmpty() ? ", " + workspace : "";
        return left.name() + " (" + left.leader().pid() + of + ")";
    }

    private void keep(List<Leftover> leftovers) {
        engine.takeUp(leftovers).ifPresent(warn);
        free.complete(true);
    }

    private void stop(List<Leftover> leftovers) {
        engine.stop(leftovers)
                .thenAccept(told -> Platform.runLater(() -> {
                    told.forEach(warn);
                    free.complete(told.isEmpty());
                }));
    }
}
