package controlfreak.engine;

import controlfreak.process.Connector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Ports that are open, closed or silent as the test says; silent ones answer when it says so, or never. */
final class FakePorts implements Connector {
    final List<Integer> tried = new ArrayList<>();
    final List<Consumer<Optional<String>>> held = new ArrayList<>();
    int cancelled;
    private final Map<Integer, Optional<String>> answers = new HashMap<>();

    void open(int port) {
        answers.put(port, Optional.empty());
    }

    void close(int port) {
        answers.put(port, Optional.of("is closed"));
    }

    @Override
    public Attempt connect(String host, int port, Consumer<Optional<String>> answer) {
        tried.add(port);
        Optional<String> known = answers.get(port);
        if (known == null) {
            held.add(answer);
        } else {
            answer.accept(known);
        }
        return () -> cancelled++;
    }
}
