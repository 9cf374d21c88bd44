package controlfreak.workspace.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import controlfreak.workspace.Folders;
import controlfreak.workspace.IoReason;
import controlfreak.workspace.SafeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Reads and writes the settings. One thread at a time; blocks. */
public final class SettingsFile {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Settings as they were read.
     *
     * @param problem a sentence for people where they could not be read and these are the defaults
     */
    public record Loaded(Settings settings, Optional<String> problem) {}

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file;
    }

    /** Reads the settings; a file that is broken is kept beside, with {@code .broken} after its name. */
    public Loaded load() {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            return root.isObject()
                    ? new Loaded(SettingsJson.read(root), Optional.empty())
                    : new Loaded(Settings.DEFAULT, Optional.of(setAside()));
        } catch (NoSuchFileException firstStart) {
            return new Loaded(Settings.DEFAULT, Optional.empty());
        } catch (JacksonException broken) {
            return new Loaded(Settings.DEFAULT, Optional.of(setAside()));
        } catch (IOException failure) {
            return new Loaded(
                    Settings.DEFAULT,
                    Optional.of("Your settings could not be read: " + IoReason.of(failure)
                            + ". The defaults hold for now."));
        }
    }

    /** Writes the settings in full or not at all. */
    public void save(Settings settings) throws IOException {
        Folders.make(file.toAbsolutePath().getParent());
        byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(SettingsJson.write(settings));
        SafeFile.write(file, content, false);
    }

    private String setAside() {
        Path broken = file.resolveSibling(file.getFileName() + ".broken");
        String sentence = "Your settings were damaged, so the defaults hold. ";
        try {
            Files.move(file, broken, StandardCopyOption.REPLACE_EXISTING);
            return sentence + "The damaged file is kept as " + broken + ".";
        } catch (IOException failure) {
            return sentence + "The damaged file could not be kept: " + IoReason.of(failure) + ".";
        }
    }
}
