package controlfreak;

import java.util.List;
import javafx.application.Application;

/**
 * Where the panel starts. Not the JavaFX application itself: a main class that is one would have to be started from the
 * module path.
 */
public final class Main {
    private static final int USAGE_ERROR = 2;

    private Main() {}

    public static void main(String[] words) {
        if (List.of(words).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        if (List.of(words).contains("--version")) {
            System.out.println(Version.text());
            return;
        }
        try {
            Arguments.of(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(USAGE_ERROR);
        }
        Application.launch(PanelApp.class, words);
        System.exit(PanelApp.exitCode());
    }
}
