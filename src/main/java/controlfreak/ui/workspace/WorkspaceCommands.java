package controlfreak.ui.workspace;

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

    void undo();

    void redo();

    ReadOnlyBooleanProperty undoableProperty();

    ReadOnlyBooleanProperty redoableProperty();
}
