package controlfreak.ui.environment.value;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by its name whether a variable holds a secret, and what is shown in a secret's place. Any thread. */
public final class Secrets {
    /** Always of the same length, so that it does not tell the secret's. */
    public static final String MASK = "••••••••";

    private static final Set<String> WORDS = Set.of(
            "SECRET",
            "SECRETS",
            "TOKEN",
            "TOKENS",
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PASS",
            "PWD",
            "PW",
            "KEY",
            "KEYS",
            "APIKEY",
            "CREDENTIAL",
            "CREDENTIALS",
            "CREDS",
            "COOKIE",
            "SALT",
            "DSN");

    /** Where the shell was and is: the one pair of names that would be masked for nothing on every system. */
    private static final Set<String> NO_SECRETS = Set.of("PWD", "OLDPWD");

    private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    private Secrets() {}

    /** A value on one line, as it is shown where nobody can ask to see secrets. */
    public static String shown(String name, String value) {
        return isSecret(name) ? MASK : ValueText.firstLine(value);
    }

    /** Whether one of the name's parts, as underscores and capitals make them, is a secret's word. */
    public static boolean isSecret(String name) {
        return !NO_SECRETS.contains(name)
                && List.of(PARTS.split(name)).stream()
                        .map(part -> part.toUpperCase(Locale.ROOT))
                        .anyMatch(WORDS::contains);
    }
}
