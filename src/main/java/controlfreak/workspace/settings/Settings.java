package controlfreak.workspace.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the panel looks and what it was last used for. Immutable; any thread.
 *
 * @param choices what the operator chose
 * @param window where the window was
 * @param columns the table's columns by their ids, in the order they are shown; those not mentioned are as made
 * @param recents the workspaces that were opened last
 * @param lastFolder where a file was last chosen
 * @param options the choices of single views (wrapped lines, a divider's place), by names of their own
 */
public record Settings(
        Choices choices,
        Optional<Bounds> window,
        Map<String, Column> columns,
        Recents recents,
        Optional<Path> lastFolder,
        Map<String, String> options) {
    public static final Settings DEFAULT =
            new Settings(Choices.FIRST, Optional.empty(), Map.of(), Recents.NONE, Optional.empty(), Map.of());

    /** A window's place and size, in JavaFX units; where it is maximized, those that it returns to. */
    public record Bounds(double x, double y, double width, double height, boolean isMaximized) {}

    /** One column of the table. */
    public record Column(double width, boolean isVisible) {}

    public Settings {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public Settings withChoices(Choices newChoices) {
        return new Settings(newChoices, window, columns, recents, lastFolder, options);
    }

    public Settings withWindow(Bounds newWindow) {
        return new Settings(choices, Optional.of(newWindow), columns, recents, lastFolder, options);
    }

    public Settings withColumns(Map<String, Column> newColumns) {
        return new Settings(choices, window, newColumns, recents, lastFolder, options);
    }

    public Settings withRecents(Recents newRecents) {
        return new Settings(choices, window, columns, newRecents, lastFolder, options);
    }

    public Settings withLastFolder(Path newFolder) {
        return new Settings(choices, window, columns, recents, Optional.of(newFolder), options);
    }

    public Settings withOption(String name, String value) {
        Map<String, String> newOptions = new LinkedHashMap<>(options);
        newOptions.put(name, value);
        return new Settings(choices, window, columns, recents, lastFolder, newOptions);
    }
}
