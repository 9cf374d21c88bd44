package controlfreak.workspace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import controlfreak.guard.PrivateFiles;
import controlfreak.workspace.json.JsonProblem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps edits that are not saved yet, so that they outlive a panel that is killed: a file for each workspace, its owner's
 * alone. One thread at a time; blocks.
 */
public final class DraftFolder {
    /** A draft is a workspace and a little more. */
    private static final int MOST = 64 << 20;

    private static final Logger LOGGER = System.getLogger(DraftFolder.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDING = ".json";

    /** What it is called in the state folder. */
    static final String NAME = "drafts";

    private final Path folder;
    private final Path logs;

    public DraftFolder(Folders folders) {
        folder = folders.state().resolve(NAME);
        logs = folders.logs();
    }

    /** Where the draft of a workspace is. */
    public Path fileOf(WorkspaceId id) {
        Path place = id.below(folder);
        return place.resolveSibling(place.getFileName() + ENDING);
    }

    /** Keeps a draft in place of the one before. */
    public void write(Draft draft) throws IOException {
        Path file = fileOf(draft.id());
        Folders.make(file.getParent());
        ObjectNode json = JSON.createObjectNode();
        draft.id().file().ifPresent(path -> json.put("file", path.toString()));
        json.put("at", draft.at().toString());
        draft.base().ifPresent(base -> json.put("base", base));
        json.put("workspace", WorkspaceWriter.write(draft.workspace()));
        SafeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json), false);
    }

    /** Drops the draft of a workspace, where there is one. */
    public void delete(WorkspaceId id) throws IOException {
        Files.deleteIfExists(fileOf(id));
    }

    /** Drops a workspace that was never saved: its draft, and then its logs, for nobody can open it any more. */
    public void discard(WorkspaceId id) throws IOException {
        delete(id);
        if (id.file().isEmpty()) {
            Folders.remove(id.below(logs));
        }
    }

    /** The draft of a workspace; empty where there is none, or none that can be read. */
    public Optional<Draft> find(WorkspaceId id) {
        Path file = fileOf(id);
        try {
            JsonNode json = JSON.readTree(PrivateFiles.readTrusted(file, MOST));
            return Optional.of(new Draft(
                    id,
                    Instant.parse(json.path("at").asText()),
                    Optional.ofNullable(json.get("base")).map(JsonNode::asText),
                    WorkspaceReader.read(json.path("workspace").asText())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonProblem | DateTimeException | JacksonException broken) {
            LOGGER.log(Level.WARNING, "The draft in " + file + " cannot be read.", broken);
            return Optional.empty();
        } catch (IOException failure) {
            LOGGER.log(Level.WARNING, "The draft in " + file + " is not believed: " + IoReason.of(failure));
            return Optional.empty();
        }
    }

    /** The drafts of workspaces without a file that panels which run no more have left, the newest first. */
    public List<Draft> left() {
        List<Draft> drafts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve(Folders.UNSAVED))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .flatMap(name -> WorkspaceId.named(name.substring(0, name.length() - ENDING.length())).stream())
                    .filter(id -> !id.isOfLivePanel())
                    .forEach(id -> find(id).ifPresent(drafts::add));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failure) {
            LOGGER.log(Level.WARNING, "The drafts in " + folder + " cannot be read.", failure);
        }
        drafts.sort(Comparator.comparing(Draft::at).reversed());
        return drafts;
    }
}
