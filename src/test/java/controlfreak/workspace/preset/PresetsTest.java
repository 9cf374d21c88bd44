package controlfreak.workspace.preset;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
    private final Presets presets = Presets.of(shipped(), List.of("puma", "redis-server")::contains);

    private static List<Preset> shipped() {
        try {
            return PresetFiles.read(
                    Path.of(System.getProperty("proxies.folder")).resolveSibling("presets"));
        } catch (IOException | WorkspaceException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void showsThoseFirstWhoseProgramIsInstalled() {
        assertThat(presets.ofServices())
                .extracting(choice -> choice.preset().name())
                .startsWith("Puma", "Redis", "Apache HTTP Server");
        assertThat(presets.ofServices()).extracting(Presets.Choice::isFound).startsWith(true, true, false);
        assertThat(presets.ofProxies())
                .hasSize(4)
                .allSatisfy(
                        pool -> assertThat(pool.preset().proxy().orElseThrow().services())
                                .hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "redis-server --port 1, Redis",
        "/usr/local/bin/redis-server conf, Redis",
        "TZ=UTC LANG=C redis-server, Redis",
        "python3 app.py, Python program",
        "python3.11 app.py, Python program",
        "/srv/.venv/bin/python app.py, Python program",
        "python3 -u -m http.server 80, Static files",
        "python3 -m gunicorn app, Gunicorn",
        "gunicorn app, Gunicorn",
        "php8.2 -S :1, PHP's own server",
        "npm start, Node program",
    })
    void findsWhatIsMeantForACommand(String command, String name) {
        assertThat(presets.fitting(List.of(command.split(" "))).map(Preset::name))
                .contains(name);
    }

    @ParameterizedTest
    @CsvSource({"php script.php", "sh -c redis-server", "redis-cli", "TZ=UTC", "echo python3"})
    void proposesNothingForOthers(String command) {
        assertThat(presets.fitting(List.of(command.split(" ")))).isEqualTo(Optional.empty());
    }
}
