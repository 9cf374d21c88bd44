package controlfreak.ui.main.rows;

import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.ui.fx.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What is said of files that have changed since a proxy loaded them. Any thread. */
public final class StaleWords {
    private StaleWords() {}

    /** {@code changed: shop.py and 1 more}. */
    public static String brief(StaleFiles stale) {
        String first = stale.files().stream().findFirst().map(StaleWords::name).orElse("");
        return Texts.text("state.stale", first, first.isEmpty() ? stale.count() : stale.count() - 1);
    }

    /** All files that are known, and what to do. */
    static String full(StaleFiles stale) {
        StringBuilder text = new StringBuilder(Texts.text("state.stale.files"));
        stale.files().forEach(file -> text.append("\n    ").append(file));
        int more = stale.count() - stale.files().size();
        if (more > 0) {
            text.append("\n    ").append(Texts.text("state.stale.more", more));
        }
        return text.append('\n').append(Texts.text("state.stale.advice")).toString();
    }

    private static String name(String file) {
        try {
            Path name = Path.of(file).getFileName();
            return name == null ? file : name.toString();
        } catch (InvalidPathException odd) {
            return file;
        }
    }
}
