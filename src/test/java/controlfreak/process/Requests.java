package controlfreak.process;

import controlfreak.model.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes launch requests for tests. */
public final class Requests {
    public static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C");

    private Requests() {}

    public static LaunchRequest shell(String script) {
        return command("/bin/sh", "-c", script);
    }

    public static LaunchRequest command(String... command) {
        return new LaunchRequest(List.of(command), ENVIRONMENT, Path.of("/"), Streams.DEFAULT, false);
    }

    public static LaunchRequest proxy(String script) {
        return new LaunchRequest(List.of("/bin/sh", "-c", script), ENVIRONMENT, Path.of("/"), Streams.DEFAULT, true);
    }

    public static LaunchRequest in(Path folder, String... command) {
        return new LaunchRequest(List.of(command), ENVIRONMENT, folder, Streams.DEFAULT, false);
    }

    public static LaunchRequest with(Map<String, String> environment, String... command) {
        return new LaunchRequest(List.of(command), environment, Path.of("/"), Streams.DEFAULT, false);
    }
}
