package controlfreak.ui.settings;

import controlfreak.ui.fx.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The theme that the system wishes programs to have. JavaFX 21 does not know it, so the desktop's own tools are asked:
 * the portal, which all desktops answer; the settings of GNOME and its like; those of macOS. Blocks for a few seconds at
 * most; not on the FX thread.
 */
public final class SystemTheme implements Supplier<Optional<Theme>> {
    private static final Logger LOGGER = System.getLogger(SystemTheme.class.getName());
    private static final int SECONDS = 2;
    private static final int MOST_BYTES = 1_000;

    private record Source(List<String> command, Function<String, Optional<Theme>> meaning) {
        Source(Function<String, Optional<Theme>> meaning, String... command) {
            this(List.of(command), meaning);
        }
    }

    private static final List<Source> SOURCES = List.of(
            new Source(
                    SystemTheme::ofPortal,
                    "gdbus",
                    "call",
                    "--session",
                    "--timeout=" + SECONDS,
                    "--dest=org.freedesktop.portal.Desktop",
                    "--object-path=/org/freedesktop/portal/desktop",
                    "--method=org.freedesktop.portal.Settings.Read",
                    "org.freedesktop.appearance",
                    "color-scheme"),
            new Source(SystemTheme::ofScheme, "gsettings", "get", "org.gnome.desktop.interface", "color-scheme"),
            new Source(SystemTheme::ofName, "gsettings", "get", "org.gnome.desktop.interface", "gtk-theme"),
            new Source(SystemTheme::ofName, "defaults", "read", "-g", "AppleInterfaceStyle"));

    private final Function<List<String>, Optional<String>> run;

    public SystemTheme() {
        this(SystemTheme::output);
    }

    /** @param run gives what a command says; empty where it fails */
    SystemTheme(Function<List<String>, Optional<String>> run) {
        this.run = run;
    }

    /** Empty where the system tells none. */
    @Override
    public Optional<Theme> get() {
        return SOURCES.stream()
                .flatMap(source -> run.apply(source.command()).flatMap(source.meaning()).stream())
                .findFirst();
    }

    /** 1 is dark, 2 is light, 0 does not mind. */
    private static Optional<Theme> ofPortal(String text) {
        if (text.contains("uint32 1")) {
            return Optional.of(Theme.DARK);
        }
        return text.contains("uint32 2") ? Optional.of(Theme.LIGHT) : Optional.empty();
    }

    private static Optional<Theme> ofScheme(String text) {
        if (text.contains("prefer-dark")) {
            return Optional.of(Theme.DARK);
        }
        return text.contains("prefer-light") ? Optional.of(Theme.LIGHT) : Optional.empty();
    }

    private static Optional<Theme> ofName(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return name.isBlank() ? Optional.empty() : Optional.of(name.contains("dark") ? Theme.DARK : Theme.LIGHT);
    }

    private static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream said = process.getInputStream()) {
                process.getOutputStream().close();
                if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return Optional.of(new String(said.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            LOGGER.log(Level.DEBUG, "The system does not tell its theme by {0}: {1}", command.get(0), notThere);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
