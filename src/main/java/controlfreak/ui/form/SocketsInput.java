package controlfreak.ui.form;

import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The listening sockets that a service is given, as an operator edits them: names with commas between, each with the
 * place that it is to have in the workspace: {@code web (127.0.0.1:8080), api (run/api.sock)}. FX thread only.
 */
final class SocketsInput implements FormPart {
    private static final Pattern ITEM = Pattern.compile("(\\S+?)\\s*(?:\\(\\s*([^()]+?)\\s*\\))?");
    private static final Pattern PORT = Pattern.compile("[0-9]+|.*:[0-9]+");

    private final Supplier<Workspace> workspace;
    private final TextInput text;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    /** @param workspace the one of now */
    SocketsInput(List<String> initial, Supplier<Workspace> workspace) {
        this.workspace = workspace;
        text = TextInput.singleLine(format(initial), this::problem);
        text.valueProperty().addListener(changed -> describe());
        describe();
    }

    private String format(List<String> names) {
        return names.stream()
                .map(name -> workspace
                        .get()
                        .socket(name)
                        .map(socket -> name + " (" + socket.place().text() + ")")
                        .orElse(name))
                .collect(Collectors.joining(", "));
    }

    TextInput text() {
        return text;
    }

    /** What it says, in a sentence. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** The names that can be chosen: those of the workspace, and those that are typed. */
    List<Optional<String>> choices() {
        List<Optional<String>> choices = new ArrayList<>(List.of(Optional.empty()));
        workspace.get().sockets().forEach(socket -> choices.add(Optional.of(socket.name())));
        if (text.problemProperty().get().isEmpty()) {
            parsed(text.value()).keySet().stream()
                    .map(Optional::of)
                    .filter(name -> !choices.contains(name))
                    .forEach(choices::add);
        }
        return choices;
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(text);
    }

    @Override
    public boolean changed() {
        return text.changed();
    }

    @Override
    public void show(ServiceSpec service) {
        text.valueProperty().set(format(service.sockets()));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.sockets = List.copyOf(parsed(text.value()).keySet());
    }

    /** The workspace with the sockets that were typed with their places; what else it says of them stays. */
    Workspace applied(Workspace before) {
        Map<String, SocketSpec> sockets = new LinkedHashMap<>();
        before.sockets().forEach(socket -> sockets.put(socket.name(), socket));
        parsed(text.value())
                .forEach((name, place) -> place.ifPresent(
                        typed -> sockets.put(name, placed(Optional.ofNullable(sockets.get(name)), name, typed))));
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
        if (PORT.matcher(typed).matches()) {
            return SocketPlace.Tcp.of(typed);
        }
        return present.isPresent() && present.get() instanceof SocketPlace.Unix unix
                ? new SocketPlace.Unix(typed, unix.mode(), unix.owner())
                : new SocketPlace.Unix(typed, Optional.empty(), Optional.empty());
    }

    private static Map<String, Optional<String>> parsed(String typed) {
        Map<String, Optional<String>> places = new LinkedHashMap<>();
        for (String item : typed.split(",")) {
            if (item.isBlank()) {
                continue;
            }
            Matcher matcher = ITEM.matcher(item.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(Texts.text("form.sockets.problem", item.strip()));
            }
            SocketSpec.nameProblem(matcher.group(1)).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            Optional<String> place = Optional.ofNullable(matcher.group(2));
            place.ifPresent(text -> place(Optional.empty(), text));
            if (places.put(matcher.group(1), place) != null) {
                throw new IllegalArgumentException(Texts.text("form.sockets.twice", matcher.group(1)));
            }
        }
        return places;
    }

    private Optional<String> problem(String typed) {
        try {
            return parsed(typed).entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .filter(name -> workspace.get().socket(name).isEmpty())
                    .findFirst()
                    .map(name -> Texts.text("form.sockets.unknown", name));
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void describe() {
        words.set(
                text.value().isBlank()
                        ? Texts.text("form.sockets.none")
                        : Texts.text("form.sockets.words", text.value().strip()));
    }
}
