package controlfreak.workspace.settings;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.workspace.Asks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Settings settings = Settings.DEFAULT
                .withChoices(new Choices(
                        "dark", "de", 500, new Asks(3, false, true, false), Map.of("start", "F4", "stop", "")))
                .withRecents(Recents.NONE.with(folder.resolve("a.cfk")).with(folder.resolve("b.cfk")))
                .withAutostarts(Autostarts.NONE.with(folder.resolve("a.cfk"), "1a"))
                .withOption("log.wrap", "true");
        file.save(settings);
        Settings loaded = file.load().settings();
        assertThat(loaded).isEqualTo(settings);
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
                {"theme":"dark","language":{},"logLines":"many","asks":[],"keys":{"start":[],"stop":7},"recents":["/a.cfk",7,"","/b\\u0000"],
                "autostarts":{"/a.cfk":"1a","":"2b","/c\\u0000":"3c","/d":{}},"options":{"x":null,"y":1}}
                """);
        assertThat(new SettingsFile(path).load())
                .isEqualTo(new SettingsFile.Loaded(
                        Settings.DEFAULT
                                .withChoices(
                                        Choices.FIRST.withTheme("dark").withKeys(Map.of("start", "[]", "stop", "7")))
                                .withRecents(new Recents(List.of(Path.of("/a.cfk"))))
                                .withAutostarts(Autostarts.NONE.with(Path.of("/a.cfk"), "1a"))
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

    @Test
    void agreementsHoldForOneContentOfOneFileAndTheOldestGo() {
        Autostarts agreed = Autostarts.NONE.with(folder.resolve("a.cfk"), "1a");
        assertThat(agreed.isAgreed(folder.resolve("x/../a.cfk"), "1a")).isTrue();
        assertThat(agreed.isAgreed(folder.resolve("a.cfk"), "2b")).isFalse();
        assertThat(agreed.isAgreed(folder.resolve("b.cfk"), "1a")).isFalse();
        Autostarts many = IntStream.range(0, Autostarts.MAX)
                .boxed()
                .reduce(agreed, (some, n) -> some.with(folder.resolve("f" + n), "1a"), (a, b) -> b);
        assertThat(many.agreed()).hasSize(Autostarts.MAX);
        assertThat(many.isAgreed(folder.resolve("a.cfk"), "1a")).isFalse();
    }
}
