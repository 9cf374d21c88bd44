package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceSpec;
import controlfreak.workspace.json.JsonTree;
import controlfreak.workspace.preset.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kordamp.ikonli.javafx.FontIcon;

class PresetFilesTest {
    static List<Preset> shipped() throws IOException, WorkspaceException {
        return PresetFiles.read(Path.of(System.getProperty("proxies.folder")).resolveSibling("presets"));
    }

    private static Preset preset(String name) throws IOException, WorkspaceException {
        return shipped().stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void allThatComesAlongIsWhole(Preset preset) {
        Stream.concat(Stream.of(preset.service()), preset.proxy().stream().flatMap(proxy -> proxy.services().stream()))
                .forEach(service -> assertThat(service.extra()).isEmpty());
        assertThat(new FontIcon(preset.icon()).getIconCode()).isNotNull();
        String command = preset.proxy()
                .flatMap(proxy -> proxy.command())
                .orElse(preset.service().command())
                .display();
        assertThat(command).contains(preset.placeholder());
        assertThat(PresetFiles.leaving(preset.service().command(), preset)).isEmpty();
        assertThat(PresetFiles.inForeground(preset.service().command(), preset))
                .isEqualTo(preset.service().command());
        assertThat(preset.service().env().entries().keySet())
                .allSatisfy(name -> assertThat(preset.notes()).containsKey(name));
    }

    /** The panel speaks two languages; what a preset says of itself is one with it. */
    @ParameterizedTest
    @MethodSource("shipped")
    void allThatComesAlongIsSaidInGermanToo(Preset english) throws IOException, WorkspaceException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMAN);
        try {
            Preset german = shipped().stream()
                    .filter(each -> each.service().equals(english.service()))
                    .findFirst()
                    .orElseThrow();
            assertThat(german.about()).isNotBlank().isNotEqualTo(english.about());
            assertThat(german.notes().keySet()).isEqualTo(english.notes().keySet());
            assertThat(german.notes())
                    .allSatisfy((name, note) -> assertThat(note)
                            .isNotBlank()
                            .isNotEqualTo(english.notes().get(name)));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPresetsOwnCommandNamesThePortThatItIsReadyBy() throws IOException, WorkspaceException {
        assertThat(shipped())
                .filteredOn(
                        preset -> preset.port().isPresent() && !preset.name().equals("nginx"))
                .isNotEmpty()
                .allSatisfy(preset -> {
                    ServiceSpec again = PresetFiles.completed(
                            ServiceSpec.of(
                                    "again",
                                    new Command.Text(preset.service().command().display() + " ")),
                            preset);
                    assertThat(again.health()).isEqualTo(preset.service().health());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Redis, redis-server, 6379",
        "Redis, redis-server --port 6400, 6400",
        "Redis, redis-server --port 99999, 0",
        "nginx, nginx -c mine.conf, 0",
        "Gunicorn, gunicorn -b 0.0.0.0:81 x, 81",
        "Puma, puma -p 3001, 3001",
        "Puma, puma -C config.rb, 0",
        "PostgreSQL, postgres -D x -p5433, 5433",
        "Static files, python3 -m http.server, 8000",
    })
    void waitsForThePortThatACommandNames(String name, String command, int port)
            throws IOException, WorkspaceException {
        ServiceSpec service = PresetFiles.completed(ServiceSpec.of("x", new Command.Text(command)), preset(name));
        if (port == 0) {
            assertThat(service.health().ready()).isEmpty();
        } else {
            assertThat(service.health().ready().orElseThrow().sign())
                    .isInstanceOfSatisfying(
                            Readiness.Sign.Probed.class,
                            sign -> assertThat(sign.probe().check()).isEqualTo(new Check.Port(Check.LOCAL, port)));
        }
    }

    @Test
    void whatAServiceSaysItselfStays() throws IOException, WorkspaceException {
        ServiceSpec own = ServiceSpec.of("x", new Command.Text("python3 x.py"))
                .withEnv(Environment.EMPTY.with("A", "1"))
                .with(service -> service.restart = service.restart.with(policy -> policy.maxRetries = 1));
        assertThat(PresetFiles.completed(own, preset("Python program"))).isEqualTo(own);
    }

    @Test
    void checksTheSettingsThatTheCommandNames() throws IOException, WorkspaceException {
        ServiceSpec nginx = PresetFiles.completed(
                ServiceSpec.of("x", new Command.Text("nginx -c $HOME/my.conf -g 'daemon off;'")), preset("nginx"));
        assertThat(nginx.control().reload().orElseThrow().check())
                .contains(new Command.Text("nginx -c $HOME/my.conf -g 'daemon off;' -t"));
        assertThat(PresetFiles.begun(preset("nginx"))
                        .control()
                        .reload()
                        .orElseThrow()
                        .check())
                .contains(new Command.Text("nginx -p . -c nginx.conf -g 'daemon off;' -t"));
    }

    @Test
    void keepsInTheForegroundWhatWouldLeave() throws IOException, WorkspaceException {
        assertThat(PresetFiles.inForeground(new Command.Text("nginx -c x"), preset("nginx")))
                .isEqualTo(new Command.Text("nginx -c x -g 'daemon off;'"));
        assertThat(PresetFiles.inForeground(new Command.Text("supervisord --nodaemon"), preset("Supervisor")))
                .isEqualTo(new Command.Text("supervisord --nodaemon"));
        assertThat(PresetFiles.leaving(new Command.Text("memcached -d -p 1"), preset("memcached")))
                .contains("-d");
    }

    @Test
    void saysWhereAFileIsWrong(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.json"), """
                { "name": "Bad", "icon": "x", "about": "y", "colour": 1,
                  "service": { "name": "a", "command": "b" } }
                """);
        assertThatThrownBy(() -> PresetFiles.read(folder))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("bad.json, line 1")
                .hasMessageContaining("colour");
    }

    @Test
    void speaksThePanelsLanguage(@TempDir Path folder) throws IOException, WorkspaceException {
        Files.writeString(folder.resolve("a.json"), """
                { "name": "A", "name.de": "Ein A", "icon": "x", "about": "Bread", "about.de": "Brot", "about.fr": "Pain",
                  "service": { "name": "a", "command": "b" } }
                """);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            assertThat(PresetFiles.read(folder))
                    .extracting(preset -> preset.name() + ": " + preset.about())
                    .containsExactly("Ein A: Brot");
            Locale.setDefault(Locale.ITALIAN);
            assertThat(PresetFiles.read(folder))
                    .extracting(preset -> preset.name() + ": " + preset.about())
                    .containsExactly("A: Bread");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "a", "icon": "b", "about": "c", "service": {"name": "d", "command": "e"}, "port": {}} | The field "option" is missing.
            {"name": "a", "icon": "b", "about": "c", "proxy": {"name": "d", "command": "e"}} | A service is needed below the proxy.
            """)
    void whatAPresetLacksIsNamed(String text, String problem) {
        assertThatThrownBy(() -> PresetFiles.preset(JsonTree.parse(text))).hasMessage(problem);
    }
}
