package controlfreak.engine;

import controlfreak.model.SocketPlace;
import controlfreak.process.Listeners;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds nothing, and remembers what is open. */
final class FakeListeners implements Listeners {
    final List<String> open = new ArrayList<>();
    /** What was asked for of those that were open. */
    final List<String> backlogs = new ArrayList<>();

    Optional<BindException> refusal = Optional.empty();
    private int next = 200;

    @Override
    public Listener bind(SocketPlace place, Path folder, int backlog) throws BindException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        int number = next++;
        String name = number + " " + place.text();
        open.add(name);
        return new Listener() {
            @Override
            public int descriptor() {
                return number;
            }

            @Override
            public void queue(int backlog) {
                backlogs.add(number + " " + backlog);
            }

            @Override
            public void close() {
                open.remove(name);
            }
        };
    }
}
