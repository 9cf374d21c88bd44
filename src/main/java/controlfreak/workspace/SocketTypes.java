package controlfreak.workspace;

import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How listening sockets, and who is given them, are said in a workspace file. Any thread. */
final class SocketTypes {
    /** All of a workspace, by name. */
    static final JsonType<List<SocketSpec>> SOCKETS = JsonTypes.of(SocketTypes::sockets, SocketTypes::plainSockets);

    /** The names of those that a service is given. */
    static final JsonType<List<String>> NAMES = JsonTypes.list(JsonTypes.of(SocketTypes::name, name -> name));

    static final JsonType<Stdin> STDIN = JsonTypes.of(SocketTypes::stdin, SocketTypes::plain);

    private static final String OPEN = "open";
    private static final String EMPTY = "empty";

    private SocketTypes() {}

    private static List<SocketSpec> sockets(JsonValue json) throws JsonProblem {
        List<SocketSpec> sockets = new ArrayList<>();
        for (Map.Entry<String, JsonValue> entry : json.asObject().entrySet()) {
            sockets.add(socket(entry.getKey(), entry.getValue()));
        }
        return sockets;
    }

    private static SocketSpec socket(String name, JsonValue json) throws JsonProblem {
        Optional<String> problem = SocketSpec.nameProblem(name);
        if (problem.isPresent()) {
            throw json.problem(problem.get());
        }
        JsonFields fields = new JsonFields(json);
        SocketPlace place = place(fields);
        int backlog = fields.read(Keys.BACKLOG, JsonTypes.WHOLE_NUMBER, SocketSpec.DEFAULT_BACKLOG);
        return fields.value(Keys.BACKLOG).orElse(json).made(() -> new SocketSpec(name, place, backlog, fields.rest()));
    }

    private static SocketPlace place(JsonFields fields) throws JsonProblem {
        Optional<JsonValue> tcp = fields.value(Keys.TCP);
        Optional<JsonValue> unix = fields.value(Keys.UNIX);
        if (tcp.isPresent() == unix.isPresent()) {
            throw fields.problem("One of \"tcp\" and \"unix\" is needed here.");
        }
        if (unix.isPresent()) {
            return unix(fields, unix.get());
        }
        for (String key : List.of(Keys.MODE, Keys.OWNER)) {
            if (fields.value(key).isPresent()) {
                throw fields.problem(key, "Only a Unix socket has this.");
            }
        }
        return tcp(tcp.orElseThrow());
    }

    private static SocketPlace tcp(JsonValue json) throws JsonProblem {
        if (json.content() instanceof Number) {
            int port = JsonTypes.WHOLE_NUMBER.read(json);
            return json.made(() -> new SocketPlace.Tcp("", port));
        }
        String text = json.asText();
        return json.made(() -> SocketPlace.Tcp.of(text));
    }

    private static SocketPlace unix(JsonFields fields, JsonValue json) throws JsonProblem {
        String path = json.asText();
        json.made(() -> new SocketPlace.Unix(path, Optional.empty(), Optional.empty()));
        Optional<String> mode = text(fields, Keys.MODE);
        if (mode.isPresent()) {
            fields.required(Keys.MODE).made(() -> new SocketPlace.Unix(path, mode, Optional.empty()));
        }
        Optional<String> owner = text(fields, Keys.OWNER);
        return fields.value(Keys.OWNER).orElse(json).made(() -> new SocketPlace.Unix(path, mode, owner));
    }

    private static Optional<String> text(JsonFields fields, String key) throws JsonProblem {
        Optional<JsonValue> value = fields.value(key);
        return value.isPresent() ? Optional.of(value.get().asText()) : Optional.empty();
    }

    private static Map<String, Object> plainSockets(List<SocketSpec> sockets) {
        Map<String, Object> members = new LinkedHashMap<>();
        sockets.forEach(socket -> members.put(socket.name(), plain(socket)));
        return members;
    }

    private static Map<String, Object> plain(SocketSpec socket) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (socket.place() instanceof SocketPlace.Tcp tcp) {
            members.put(Keys.TCP, tcp.host().isEmpty() && !tcp.isPerInstance() ? (Object) tcp.port() : tcp.written());
        } else if (socket.place() instanceof SocketPlace.Unix unix) {
            members.put(Keys.UNIX, unix.path());
            unix.mode().ifPresent(mode -> members.put(Keys.MODE, mode));
            unix.owner().ifPresent(owner -> members.put(Keys.OWNER, owner));
        }
        if (socket.backlog() != SocketSpec.DEFAULT_BACKLOG) {
            members.put(Keys.BACKLOG, socket.backlog());
        }
        members.putAll(socket.extra());
        return members;
    }

    private static String name(JsonValue json) throws JsonProblem {
        String name = json.asText();
        Optional<String> problem = SocketSpec.nameProblem(name);
        if (problem.isPresent()) {
            throw json.problem(problem.get());
        }
        return name;
    }

    private static Stdin stdin(JsonValue json) throws JsonProblem {
        if (json.content() instanceof Map) {
            JsonFields fields = new JsonFields(json);
            Stdin socket = new Stdin.Socket(name(fields.required(Keys.SOCKET)));
            if (!fields.rest().isEmpty()) {
                throw json.problem("Only a socket's name is known here.");
            }
            return socket;
        }
        if (!OPEN.equals(json.content()) && !EMPTY.equals(json.content())) {
            throw json.problem("\"open\", \"empty\" or {\"socket\": \"NAME\"} is needed here.");
        }
        return OPEN.equals(json.content()) ? new Stdin.Open() : new Stdin.Empty();
    }

    private static Object plain(Stdin stdin) {
        if (stdin instanceof Stdin.Socket socket) {
            return Map.of(Keys.SOCKET, socket.name());
        }
        return stdin instanceof Stdin.Open ? OPEN : EMPTY;
    }
}
