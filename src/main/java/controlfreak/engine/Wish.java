package controlfreak.engine;

import controlfreak.model.Environment;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The workspace that the engine is to make true. Immutable; any thread.
 *
 * @param folder the workspace's folder, which relative working folders start from
 */
record Wish(Workspace workspace, Path folder) {
    Environment env() {
        return workspace.env();
    }

    Path folder(Optional<String> cwd) {
        return cwd.map(folder::resolve).orElse(folder).normalize();
    }
}
