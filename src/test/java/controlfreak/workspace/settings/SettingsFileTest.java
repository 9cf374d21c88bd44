package controlfreak.workspace.settings;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.workspace.Asks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        SettingsFile file = new SettingsFile(folder.resolve("new/settings.json"));
        assertThat(file.load()).isEqualTo(new SettingsFile.Loaded(Settings.DEFAULT, Optional.empty()));
        Map<String, Settings.Column> columns = new LinkedHashMap<>();
        columns.put("pid", new Settings.Column(80, true));
        columns.put("name", new Settings.Column(200.5, true));
        columns.put("cpu", new Settings.Column(60, false));
        Settings settings = Settings.DEFAULT
                .withChoices(new Choices(
                        "dark", "de", 500, new Asks(3, false, true, false), Map.of("start", "F4", "stop", "")))
                .withWindow(new Settings.Bounds(-10, 20, 800, 600.5, true))
                .withColumns(columns)
                .withRecents(Recents.NONE.with(folder.resolve("a.cfk")).with(folder.resolve("b.cfk")))
                .withLastFolder(folder)
                .withOption("log.wrap", "true");
        file.save(settings);
        Settings loaded = file.load().settings();
        assertThat(loaded).isEqualTo(settings);
        assertThat(List.copyOf(loaded.columns().keySet())).containsExactly("pid", "name", "cpu");
        file.save(Settings.DEFAULT);
        assertThat(file.load().settings()).isEqualTo(Settings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oops", "[]", "{\"theme\":", "\0\0"})
    void garbageGivesDefaultsAndIsKeptBeside(String content) throws IOException {
        Path path = folder.resolve("settings.json");
        Files.writeString(path, content);
        SettingsFile.Loaded loaded = new SettingsFile(path).load();
        assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
        Path broken = folder.resolve("settings.json.broken");
        assertThat(loaded.problem())
                .contains("Your settings were damaged, so the defaults hold. The damaged file is kept as " + broken
                        + ".");
        assertThat(broken).hasContent(content);
        assertThat(path).doesNotExist();
    }

    @Test
    void oneBadFieldCostsThatFieldOnly() throws IOException {
        Path path = folder.resolve("settings.json");
        Files.writeString(path, """
                {"theme":"dark","language":{},"logLines":"many","asks":[],"keys":{"start":[],"stop":7},"window":{"x":1,"y":2,"width":-5,"height":1},"columns":{"a":{"width":"wide"},
                "b":{"width":70},"c":7},"recents":["/a.cfk",7,"","/b\\u0000"],"lastFolder":[],"options":{"x":null,"y":1}}
                """);
        assertThat(new SettingsFile(path).load())
                .isEqualTo(new SettingsFile.Loaded(
                        Settings.DEFAULT
                                .withChoices(
                                        Choices.FIRST.withTheme("dark").withKeys(Map.of("start", "[]", "stop", "7")))
                                .withColumns(Map.of("b", new Settings.Column(70, true)))
                                .withRecents(new Recents(List.of(Path.of("/a.cfk"))))
                                .withOption("y", "1"),
                        Optional.empty()));
    }

    @Test
    void settingsThatCannotBeReadGiveDefaults() throws IOException {
        SettingsFile.Loaded loaded = new SettingsFile(Files.createDirectory(folder.resolve("settings.json"))).load();
        assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(loaded.problem().orElseThrow()).startsWith("Your settings could not be read: ");
    }

    @Test
    void recentsAreFewAndEachOnceTheNewestFirst() throws IOException {
        Path first = Files.writeString(folder.resolve("1"), "");
        Recents recents = Recents.NONE.with(first).with(folder.resolve("2")).with(folder.resolve("x/../1"));
        assertThat(recents.files()).containsExactly(first, folder.resolve("2"));
        assertThat(recents.existing().files()).containsExactly(first);
        assertThat(recents.without(first).files()).containsExactly(folder.resolve("2"));
        Recents many = IntStream.range(0, 30)
                .boxed()
                .reduce(recents, (some, n) -> some.with(folder.resolve("f" + n)), (a, b) -> b);
        assertThat(many.files()).hasSize(20).startsWith(folder.resolve("f29")).doesNotContain(first);
    }
}
