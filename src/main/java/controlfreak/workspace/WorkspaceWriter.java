package controlfreak.workspace;

import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonText;
import controlfreak.workspace.json.JsonTypes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the text of a workspace file: keys in a fixed order, defaults left out. Any thread. */
final class WorkspaceWriter {
    private WorkspaceWriter() {}

    static String write(Workspace workspace) {
        return JsonText.of(plain(workspace));
    }

    /** The workspace as maps, lists and scalars. */
    static Map<String, Object> plain(Workspace workspace) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put(Keys.VERSION, Keys.CURRENT_VERSION);
        if (!workspace.env().isEmpty()) {
            file.put(Keys.ENV, SpecTypes.ENVIRONMENT.plain(workspace.env()));
        }
        if (!workspace.envFiles().isEmpty()) {
            file.put(Keys.ENV_FILE, EnvFileTypes.FILES.plain(workspace.envFiles()));
        }
        if (!workspace.sockets().isEmpty()) {
            file.put(Keys.SOCKETS, SocketTypes.SOCKETS.plain(workspace.sockets()));
        }
        if (!workspace.proxies().isEmpty()) {
            file.put(Keys.PROXIES, JsonTypes.list(SpecFields.PROXY).plain(workspace.proxies()));
        }
        if (!workspace.services().isEmpty()) {
            file.put(Keys.SERVICES, JsonTypes.list(SpecFields.SERVICE).plain(workspace.services()));
        }
        file.putAll(workspace.extra());
        return file;
    }
}
