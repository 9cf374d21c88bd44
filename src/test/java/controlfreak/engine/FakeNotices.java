package controlfreak.engine;

import controlfreak.process.LaunchException;
import controlfreak.process.Notices;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Messages of services, made up by the test. */
final class FakeNotices implements Notices {
    final Map<String, Consumer<String>> listeners = new HashMap<>();
    Optional<String> refusal = Optional.empty();

    @Override
    public String address(String name) {
        return "/run/notify/" + name;
    }

    @Override
    public Runnable listen(String name, Consumer<String> heard) throws LaunchException {
        if (refusal.isPresent()) {
            throw new LaunchException(refusal.get());
        }
        listeners.put(name, heard);
        return () -> listeners.remove(name, heard);
    }
}
