package controlfreak.engine;

import controlfreak.process.LaunchException;
import controlfreak.process.Notice;
import controlfreak.process.Notices;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Messages of services, made up by the test. */
final class FakeNotices implements Notices {
    /** What they hear is said by the service itself. */
    final Map<String, Consumer<String>> listeners = new HashMap<>();

    final Map<String, Consumer<Notice>> sockets = new HashMap<>();
    Optional<String> refusal = Optional.empty();

    @Override
    public String address(String name) {
        return "/run/notify/" + name;
    }

    @Override
    public Runnable listen(String name, Consumer<Notice> heard) throws LaunchException {
        if (refusal.isPresent()) {
            throw new LaunchException(refusal.get());
        }
        sockets.put(name, heard);
        listeners.put(name, text -> heard.accept(new Notice(text, Optional.empty(), true)));
        return () -> {
            if (sockets.remove(name, heard)) {
                listeners.remove(name);
            }
        };
    }
}
