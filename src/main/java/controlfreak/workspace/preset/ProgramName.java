package controlfreak.workspace.preset;

import java.util.regex.Pattern;

/** What a program is called without its folder and its version. Pure; any thread. */
final class ProgramName {
    /** As in {@code python3.11}, {@code php8.2} and {@code puma-5.6}; the one digit of {@code python3} is its name. */
    private static final Pattern VERSION = Pattern.compile("(?<=[a-z]3)(\\.\\d+)+$|(?<=[a-z])-?\\d+(\\.\\d+)+$");

    private ProgramName() {}

    static String of(String word) {
        String file = word.substring(word.lastIndexOf('/') + 1);
        String name = VERSION.matcher(file).replaceFirst("");
        return name.equals("python") ? "python3" : name;
    }
}
