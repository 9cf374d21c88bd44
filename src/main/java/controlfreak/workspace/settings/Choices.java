package controlfreak.workspace.settings;

import controlfreak.workspace.Asks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the operator chose for the panel itself. Immutable; any thread.
 *
 * @param theme the theme's name; {@link #SYSTEM} follows the system, as it does for the language
 * @param language the language's tag: {@code de}
 * @param logLines how many lines of each log are kept in memory
 * @param keys the keys of actions by the actions' names, an empty text for none; those not mentioned have their first
 */
public record Choices(String theme, String language, int logLines, Asks asks, Map<String, String> keys) {
    public static final String SYSTEM = "system";
    public static final int MIN_LOG_LINES = 100;
    public static final int MAX_LOG_LINES = 1_000_000;
    public static final Choices FIRST = new Choices(SYSTEM, SYSTEM, 10_000, Asks.ALL, Map.of());

    public Choices {
        logLines = Math.max(MIN_LOG_LINES, Math.min(MAX_LOG_LINES, logLines));
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    public Choices withTheme(String newTheme) {
        return new Choices(newTheme, language, logLines, asks, keys);
    }

    public Choices withLanguage(String newLanguage) {
        return new Choices(theme, newLanguage, logLines, asks, keys);
    }

    public Choices withLogLines(int newLogLines) {
        return new Choices(theme, language, newLogLines, asks, keys);
    }

    public Choices withAsks(Asks newAsks) {
        return new Choices(theme, language, logLines, newAsks, keys);
    }

    public Choices withKeys(Map<String, String> newKeys) {
        return new Choices(theme, language, logLines, asks, newKeys);
    }
}
