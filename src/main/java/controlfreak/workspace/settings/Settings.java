package controlfreak.workspace.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the panel looks and what it was last used for. Immutable; any thread.
 *
 * @param choices what the operator chose
 * @param recents the workspaces that were opened last
 * @param autostarts what may be started as its workspace is opened
 * @param options what single views keep (where the window was, which pane was seen), by names of their own
 */
public record Settings(Choices choices, Recents recents, Autostarts autostarts, Map<String, String> options) {
    public static final Settings DEFAULT = new Settings(Choices.FIRST, Recents.NONE, Autostarts.NONE, Map.of());

    public Settings {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public Settings withChoices(Choices newChoices) {
        return new Settings(newChoices, recents, autostarts, options);
    }

    public Settings withRecents(Recents newRecents) {
        return new Settings(choices, newRecents, autostarts, options);
    }

    public Settings withAutostarts(Autostarts newAutostarts) {
        return new Settings(choices, recents, newAutostarts, options);
    }

    public Settings withOption(String name, String value) {
        Map<String, String> newOptions = new LinkedHashMap<>(options);
        newOptions.put(name, value);
        return new Settings(choices, recents, autostarts, newOptions);
    }
}
