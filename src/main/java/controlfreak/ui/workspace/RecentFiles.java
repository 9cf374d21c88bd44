package controlfreak.ui.workspace;

import controlfreak.workspace.settings.Recents;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The workspaces that were open lately, the latest first. FX thread only. */
public final class RecentFiles {
    private final Consumer<Recents> keep;
    private final ObservableList<Path> files = FXCollections.observableArrayList();
    private final ObservableList<Path> unmodifiable = FXCollections.unmodifiableObservableList(files);
    private Recents recents;

    /**
     * @param keep hears of each change, to write it down
     */
    public RecentFiles(Recents recents, Consumer<Recents> keep) {
        this.recents = recents;
        this.keep = keep;
        files.setAll(recents.files());
    }

    public ObservableList<Path> files() {
        return unmodifiable;
    }

    void remember(Path file) {
        change(recents.with(file));
    }

    void forget(Path file) {
        change(recents.without(file));
    }

    private void change(Recents changed) {
        if (!changed.equals(recents)) {
            recents = changed;
            files.setAll(changed.files());
            keep.accept(changed);
        }
    }
}
