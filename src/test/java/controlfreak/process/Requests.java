package controlfreak.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes launch requests for tests. */
final class Requests {
    static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C");

    private Requests() {}

    static LaunchRequest shell(String script) {
        return command("/bin/sh", "-c", script);
    }

    static LaunchRequest command(String... command) {
        return new LaunchRequest(List.of(command), ENVIRONMENT, Path.of("/"), true, true, false);
    }

    static LaunchRequest proxy(String script) {
        return new LaunchRequest(List.of("/bin/sh", "-c", script), ENVIRONMENT, Path.of("/"), true, true, true);
    }

    static LaunchRequest in(Path folder, String... command) {
        return new LaunchRequest(List.of(command), ENVIRONMENT, folder, true, true, false);
    }

    static LaunchRequest with(Map<String, String> environment, String... command) {
        return new LaunchRequest(List.of(command), environment, Path.of("/"), true, true, false);
    }
}
