package controlfreak.workspace;

import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import controlfreak.workspace.settings.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever the panel's own files say, they are read, or a sentence says that they cannot be. */
class OwnFilesFuzzTest {
    private static final int LONGEST = 2000;
    private static final Mutants SETTINGS = new Mutants(
            List.of(
                    "{\"theme\":\"dark\",\"language\":\"de\",\"logLines\":5000,\"keys\":{\"stop\":\"Shortcut+F4\",\"start\":\"\"},"
                            + "\"asks\":{\"stopAll\":false},\"recents\":[\"/a/b.cfk\"],\"window\":{\"x\":1.5,\"y\":2,\"width\":800}}",
                    "{}"),
            List.of(
                    "\"recents\":[",
                    "\"theme\":1",
                    "\"keys\":[]",
                    "\"logLines\":1e400",
                    "\"x\":\"y\"",
                    "\"/a\\u0000b\"",
                    "[["));
    private static final Mutants PRESETS = new Mutants(
            presets(),
            List.of(
                    "\"port\":",
                    "\"(\"",
                    "\"option\": \"(a+)+\"",
                    "\"leaves\":",
                    "\"service\": {",
                    "\"name\": \"\"",
                    "\"programs\": []",
                    "null"));

    private Path folder;

    private static List<String> presets() {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("resources/presets"))) {
            for (Path file : files.sorted().toList()) {
                all.add(Files.readString(file));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return all;
    }

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fuzz");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Fuzzed
    void whateverTheSettingsSayTheyAreReadOrSetAside(@ForAll long number) {
        Fuzz.of(SETTINGS.text(number), () -> {
            Path file = folder.resolve("settings.json");
            Files.write(file, SETTINGS.bytes(number));
            SettingsFile.Loaded loaded = new SettingsFile(file).load();
            loaded.problem().ifPresent(problem -> Fuzz.requireSentence(problem, LONGEST));
            new SettingsFile(file).save(loaded.settings());
            if (new SettingsFile(file).load().problem().isPresent()) {
                throw new AssertionError("What is saved cannot be read");
            }
        });
    }

    @Fuzzed
    void whateverAPresetSaysItIsOneOrTold(@ForAll long number) {
        Fuzz.of(PRESETS.text(number), () -> {
            Files.write(folder.resolve("one.json"), PRESETS.bytes(number));
            try {
                PresetFiles.read(folder);
            } catch (WorkspaceException | IOException problem) {
                Fuzz.requireSentence(problem.getMessage(), LONGEST);
            }
        });
    }

    @Fuzzed
    void whateverAFileHoldsIsATextOrTold(@ForAll long number) {
        Fuzz.of(PRESETS.text(number), () -> {
            Path file = folder.resolve("some.env");
            Files.write(file, PRESETS.bytes(number));
            try {
                EnvFile.read(file);
            } catch (WorkspaceException problem) {
                Fuzz.requireSentence(problem.getMessage(), LONGEST);
            }
        });
    }
}
