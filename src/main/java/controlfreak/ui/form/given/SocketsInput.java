package controlfreak.ui.form.given;

import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.ListInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The listening sockets that a service is given, as an operator edits them: names with commas between, each with the
 * place that it is to have in the workspace: {@code web (127.0.0.1:8080), api (run/api.sock)}. FX thread only.
 */
public final class SocketsInput implements FormPart {
    private static final Pattern ITEM = Pattern.compile("(\\S+?)\\s*(?:\\(\\s*([^()]+?)\\s*\\))?");

    /** @param place where it is to listen; empty for where the workspace has it */
    private record Given(String name, Optional<String> place) {
        String text() {
            return place.map(where -> name + " (" + where + ")").orElse(name);
        }
    }

    private final Supplier<Workspace> workspace;
    private final ListInput<Given> list;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    /** @param workspace the one of now */
    public SocketsInput(List<String> initial, Supplier<Workspace> workspace) {
        this.workspace = workspace;
        list = ListInput.withCommas(given(initial), Given::text, SocketsInput::parsed, this::problem);
        text().valueProperty().addListener(changed -> describe());
        describe();
    }

    private List<Given> given(List<String> names) {
        return names.stream()
                .map(name -> new Given(
                        name,
                        workspace
                                .get()
                                .socket(name)
                                .map(socket -> socket.place().text())))
                .toList();
    }

    public TextInput text() {
        return list.text();
    }

    /** What it says, in a sentence. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** The names that can be chosen: those of the workspace, and those that are typed. */
    public List<Optional<String>> choices() {
        List<Optional<String>> choices = new ArrayList<>(List.of(Optional.empty()));
        workspace.get().sockets().forEach(socket -> choices.add(Optional.of(socket.name())));
        list.known().stream()
                .flatMap(List::stream)
                .map(given -> Optional.of(given.name()))
                .filter(name -> !choices.contains(name))
                .forEach(choices::add);
        return choices;
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(text());
    }

    @Override
    public boolean changed() {
        return text().changed();
    }

    @Override
    public void show(ServiceSpec service) {
        list.show(given(service.sockets()));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.sockets = list.items().stream().map(Given::name).toList();
    }

    /** The workspace with the sockets that were typed with their places; what else it says of them stays. */
    public Workspace applied(Workspace before) {
        Map<String, SocketSpec> sockets = new LinkedHashMap<>();
        before.sockets().forEach(socket -> sockets.put(socket.name(), socket));
        for (Given given : list.items()) {
            Optional<SocketSpec> present = Optional.ofNullable(sockets.get(given.name()));
            given.place().ifPresent(typed -> sockets.put(given.name(), placed(present, given.name(), typed)));
        }
        return List.copyOf(sockets.values()).equals(before.sockets())
                ? before
                : before.withSockets(List.copyOf(sockets.values()), Map.of());
    }

    private static SocketSpec placed(Optional<SocketSpec> present, String name, String typed) {
        if (present.filter(socket -> socket.place().text().equals(typed)).isPresent()) {
            return present.get();
        }
        SocketPlace place = place(present.map(SocketSpec::place), typed);
        return present.map(socket -> new SocketSpec(name, place, socket.backlog(), socket.extra()))
                .orElseGet(() -> SocketSpec.of(name, place));
    }

    private static SocketPlace place(Optional<SocketPlace> present, String typed) {
        SocketPlace place = SocketPlace.of(typed);
        return place instanceof SocketPlace.Unix
                        && present.isPresent()
                        && present.get() instanceof SocketPlace.Unix unix
                ? new SocketPlace.Unix(typed, unix.mode(), unix.owner())
                : place;
    }

    private static Given parsed(String item) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(Texts.text("form.sockets.problem", item));
        }
        SocketSpec.nameProblem(matcher.group(1)).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        Given given = new Given(matcher.group(1), Optional.ofNullable(matcher.group(2)));
        given.place()
                .flatMap(text -> SocketSpec.instanceProblem(given.name(), place(Optional.empty(), text)))
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
        return given;
    }

    private Optional<String> problem(List<Given> all) {
        List<String> names = all.stream().map(Given::name).toList();
        Optional<String> twice = names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst();
        return twice.map(name -> Texts.text("form.sockets.twice", name))
                .or(() -> all.stream()
                        .filter(given -> given.place().isEmpty())
                        .filter(given -> workspace.get().socket(given.name()).isEmpty())
                        .findFirst()
                        .map(given -> Texts.text("form.sockets.unknown", given.name())));
    }

    private void describe() {
        words.set(
                text().value().isBlank()
                        ? Texts.text("form.sockets.none")
                        : Texts.text("form.sockets.words", text().value().strip()));
    }
}
