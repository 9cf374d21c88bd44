package controlfreak.ui.main;

import controlfreak.ui.main.menu.FormCommands;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.workspace.WorkspaceCommands;
import controlfreak.workspace.Draft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Remembers which commands were given. */
public final class CommandsStandIn implements WorkspaceCommands, FormCommands {
    final List<String> given = new ArrayList<>();
    final ObservableList<Path> recent = FXCollections.observableArrayList();
    final SimpleBooleanProperty undoable = new SimpleBooleanProperty();
    final SimpleBooleanProperty redoable = new SimpleBooleanProperty();

    @Override
    public void create() {
        given.add("create");
    }

    @Override
    public void sockets() {
        given.add("sockets");
    }

    @Override
    public void openSample() {
        given.add("sample");
    }

    @Override
    public void openWebShop() {
        given.add("web shop");
    }

    @Override
    public void visit(String address) {
        given.add("visit " + address);
    }

    @Override
    public void open() {
        given.add("open");
    }

    @Override
    public void open(Path file) {
        given.add("open " + file);
    }

    @Override
    public void save() {
        given.add("save");
    }

    @Override
    public void saveAs() {
        given.add("save as");
    }

    @Override
    public void close() {
        given.add("close");
    }

    @Override
    public void quit() {
        given.add("quit");
    }

    @Override
    public ObservableList<Path> recent() {
        return recent;
    }

    @Override
    public ObservableList<Draft> drafts() {
        return FXCollections.observableArrayList();
    }

    @Override
    public void restore(Draft draft) {
        given.add("restore");
    }

    @Override
    public void discard(Draft draft) {
        given.add("discard");
    }

    @Override
    public void reload() {
        given.add("reload");
    }

    @Override
    public void undo() {
        given.add("undo");
    }

    @Override
    public void redo() {
        given.add("redo");
    }

    @Override
    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable;
    }

    @Override
    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable;
    }

    @Override
    public void addProxy() {
        given.add("add proxy");
    }

    @Override
    public void addService(Optional<String> proxy) {
        given.add("add service below " + proxy.orElse("nothing"));
    }

    @Override
    public void edit(RowKey row) {
        given.add("edit " + row.display());
    }

    @Override
    public void duplicate(RowKey row) {
        given.add("duplicate " + row.display());
    }
}
