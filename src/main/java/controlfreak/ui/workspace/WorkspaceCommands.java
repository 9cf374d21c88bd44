package controlfreak.ui.workspace;

import controlfreak.workspace.Draft;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.collections.ObservableList;

/** What the File menu, undo and the welcome view ask for. FX thread only. */
public interface WorkspaceCommands {
    void create();

    void openSample();

    /** Opens the sample of several workers on one port. */
    void openWebShop();

    /** Shows an address in the browser. */
    void visit(String address);

    /** Asks which file, then opens it. */
    void open();

    void open(Path file);

    void save();

    void saveAs();

    void close();

    /** Ends the panel, after asking for what is unsaved and what runs. */
    void quit();

    /** Files that were open lately, the latest first. */
    ObservableList<Path> recent();

    /** Edits that were never saved and that earlier panels have left, the newest first. */
    ObservableList<Draft> drafts();

    /** Opens what an earlier panel has left. */
    void restore(Draft draft);

    /** Drops what an earlier panel has left, after asking. */
    void discard(Draft draft);

    /** Takes up what others have written to the open workspace's file, after asking where edits would be lost. */
    void reload();

    void undo();

    void redo();

    ReadOnlyBooleanProperty undoableProperty();

    ReadOnlyBooleanProperty redoableProperty();
}
