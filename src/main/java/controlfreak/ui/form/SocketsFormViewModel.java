package controlfreak.ui.form;

import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketNames;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The form for all sockets of the workspace. FX thread only. */
public final class SocketsFormViewModel implements SheetModel, SocketInput.Others {
    private final WorkspaceEditing editing;
    private final ObservableList<SocketInput> sockets = FXCollections.observableArrayList();
    private final ObservableList<SocketInput> shown = FXCollections.unmodifiableObservableList(sockets);
    private final Set<String> removed = new HashSet<>();
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");

    public SocketsFormViewModel(WorkspaceEditing editing) {
        this.editing = editing;
        editing.workspace().get().sockets().forEach(socket -> add(Optional.of(socket)));
    }

    ObservableList<SocketInput> sockets() {
        return shown;
    }

    /** One more, still without name and place. */
    SocketInput add() {
        return add(Optional.empty());
    }

    private SocketInput add(Optional<SocketSpec> socket) {
        SocketInput input = new SocketInput(socket, this);
        for (TextInput each : input.all()) {
            each.problemProperty().addListener(changed -> explain());
        }
        // What one is called or where it listens may be free, or taken, for all others by that.
        input.name().valueProperty().addListener(changed -> recheck());
        input.place().valueProperty().addListener(changed -> recheck());
        sockets.add(input);
        explain();
        return input;
    }

    /** Those services that are given the socket, as a list for people; empty where there are none. */
    String users(SocketInput socket) {
        return socket.before().stream()
                .flatMap(name -> SocketNames.users(editing.workspace().get(), name).stream())
                .map(ServiceSpec::name)
                .collect(Collectors.joining(", "));
    }

    /** Takes it out of the form; who is given it is given it no more once that is saved. */
    void remove(SocketInput socket) {
        sockets.remove(socket);
        socket.before().ifPresent(removed::add);
        recheck();
        explain();
    }

    private void recheck() {
        for (SocketInput socket : sockets) {
            socket.name().recheck();
            socket.place().recheck();
        }
    }

    @Override
    public Optional<String> nameProblem(SocketInput mine, String typed) {
        return another(mine, SocketInput::name, typed).map(other -> Texts.text("form.socket.twice"));
    }

    @Override
    public Optional<String> placeProblem(SocketInput mine, String typed) {
        return another(mine, SocketInput::place, typed).map(other -> Texts.text("form.socket.taken", other.title()));
    }

    private Optional<SocketInput> another(SocketInput mine, Function<SocketInput, TextInput> field, String typed) {
        return sockets.stream()
                .filter(other -> other != mine && field.apply(other).value().equals(typed))
                .findFirst();
    }

    @Override
    public String title() {
        return Texts.text("form.socket.title");
    }

    @Override
    public boolean changed() {
        return !removed.isEmpty() || sockets.stream().anyMatch(SocketInput::changed);
    }

    private List<TextInput> inputs() {
        return sockets.stream().flatMap(socket -> socket.inputs().stream()).toList();
    }

    private void explain() {
        reason.set(sockets.stream()
                .flatMap(socket -> socket.inputs().stream()
                        .map(input -> input.problemProperty().get())
                        .filter(problem -> !problem.isEmpty())
                        .map(problem -> socket.title() + ": " + problem))
                .findFirst()
                .orElse(""));
    }

    @Override
    public boolean save() {
        inputs().forEach(TextInput::mark);
        inputs().forEach(TextInput::recheck);
        explain();
        if (!reason.get().isEmpty()) {
            return false;
        }
        try {
            if (changed()) {
                editing.edit().accept(title(), this::applied);
            }
            return true;
        } catch (IllegalArgumentException e) {
            reason.set(e.getMessage());
            return false;
        }
    }

    /** What of it was changed elsewhere meanwhile stays. */
    private Workspace applied(Workspace workspace) {
        Map<String, SocketInput> edited = new HashMap<>();
        Map<String, String> renamed = new HashMap<>();
        List<SocketSpec> wished = new ArrayList<>();
        sockets.forEach(socket -> socket.before().ifPresent(name -> edited.put(name, socket)));
        for (SocketSpec present : workspace.sockets()) {
            SocketInput input = edited.get(present.name());
            if (input != null && input.changed()) {
                wished.add(input.socket());
                renamed.put(present.name(), input.name().value());
            } else if (!removed.contains(present.name())) {
                wished.add(present);
            }
        }
        sockets.stream()
                .filter(socket -> socket.before()
                        .filter(name -> workspace.socket(name).isPresent())
                        .isEmpty())
                .filter(SocketInput::changed)
                .forEach(socket -> wished.add(socket.socket()));
        return workspace.withSockets(wished, renamed);
    }

    @Override
    public ReadOnlyStringProperty reasonProperty() {
        return reason.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyLock lock() {
        return editing.lock();
    }
}
