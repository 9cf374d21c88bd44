package controlfreak.ui.main;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.main.state.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A document without a file or an engine behind it; remembers the names of its edits. */
public final class DocumentStandIn implements Document {
    public final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(Workspace.EMPTY);
    public final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    public final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(true);
    public final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
    final ReadOnlyLock lock = new ReadOnlyLock();
    public final List<String> edits = new ArrayList<>();

    @Override
    public ReadOnlyObjectProperty<Workspace> workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty modifiedProperty() {
        return modified.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyLock lock() {
        return lock;
    }

    @Override
    public void edit(String what, UnaryOperator<Workspace> change) {
        workspace.set(change.apply(workspace.get()));
        modified.set(true);
        edits.add(what);
    }
}
