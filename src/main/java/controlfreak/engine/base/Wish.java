package controlfreak.engine.base;

import controlfreak.model.Environment;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The workspace that the engine is to make true. Immutable; any thread.
 *
 * @param folder the workspace's folder, which relative working folders start from
 */
public record Wish(Workspace workspace, Path folder) {
    public Environment env() {
        return workspace.env();
    }

    public Path folder(Optional<String> cwd) {
        return cwd.map(folder::resolve).orElse(folder).normalize();
    }
}
