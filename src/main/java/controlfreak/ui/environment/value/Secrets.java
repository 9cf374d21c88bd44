package controlfreak.ui.environment.value;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells by its name, or by its value, whether a variable holds a secret, and what is shown in a secret's place. What is
 * masked for nothing is seen with a click; what is shown by mistake was seen. Any thread.
 */
public final class Secrets {
    /** Always of the same length, so that it does not tell the secret's. */
    public static final String MASK = "••••••••";

    private static final int LONGEST = 16_384;

    private static final Set<String> WORDS = words("SECRET SECRETS TOKEN TOKENS PASSWORD PASSWORDS PASSWD PASSPHRASE"
            + " PASSCODE PASSKEY PASS PWD PW PSW PSK PIN OTP TOTP MFA KEY KEYS CREDENTIAL CREDENTIALS CRED CREDS COOKIE"
            + " COOKIES SALT PEPPER DSN PAT JWT JWK JWKS BEARER HMAC KEYTAB MNEMONIC WEBHOOK SAS CONNSTR NETRC PEM");

    /** A word that ends so is made of one of these and of what it is for: PGPASSWORD, SSHPASS, AUTHTOKEN. */
    private static final Pattern COMPOUND =
            Pattern.compile(".*(PASSWORDS?|PASSWD|PASSPHRASE|SECRETS?|TOKENS?|CREDENTIALS?"
                    + "|CREDS|COOKIES?|WEBHOOK|CONNECTIONSTRING|(?<!COM|BY|TRES|SUR|UNDER|OVER)PASS|(?<!OLD)PWD"
                    + "|(API|SECRET|PRIVATE|ACCESS|AUTH|ACCOUNT|ADMIN|CRYPT|ENCRYPTION|ENC|SIGNING|SIGN|SESSION|MASTER|ROOT|SSH|GPG"
                    + "|PGP|RSA|DEPLOY|SERVICE|SHARED|STORAGE|APP|HOST|USER|LICENSE|SSL|TLS|CERT)KEYS?)");

    /** What says only as a name's last word that it is one; before others it names a thing: SSH_AUTH_SOCK. */
    private static final Set<String> LAST_WORDS = words("AUTH AUTHORIZATION SIGNATURE");

    /** Where the shell was and is: the one pair of names that would be masked for nothing on every system. */
    private static final Set<String> NO_SECRETS = Set.of("PWD", "OLDPWD");

    private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Pattern NUMBER_AT_END = Pattern.compile("\\p{N}+$");

    private static final Pattern VALUE = Pattern.compile(
            // https://user:password@host; but no port before a path.
            "://[^\\s/?#@:]{0,256}+:(?!\\d{1,5}/)[^\\s@]{1,1024}@"
                    // user:password@host; but no image by its digest, and no address to write to.
                    + "|(?<![\\w.%+/-])(?!(?i:mailto:))[\\w.%+-]{1,256}+:[^\\s@/]{1,1024}@(?!sha\\d+:)"
                    // Settings in a value: ?password=…, ;Password=…
                    + "|(?i)(?<![a-z])(password|passwd|pwd|token|secret|api_?key|accountkey|sharedaccesskey)\\s*=\\s*[^\\s&;]"
                    + "|-----BEGIN [A-Z ]{0,64}PRIVATE KEY"
                    // As services give them out: GitHub, GitLab, Slack, Stripe, AWS, Google, npm, a JSON web token.
                    + "|(?<!\\w)(?-i:gh[pousr]_\\w{20}|github_pat_\\w{20}|glpat-[\\w-]{20}|xox[abeprs]-[\\w-]{10}|[rs]k_live_\\w{10}"
                    + "|AKIA[A-Z0-9]{16}|AIza[\\w-]{30}|npm_\\w{30}|eyJ[\\w-]{8,4096}+\\.eyJ[\\w-])");

    private Secrets() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** A value on one line, as it is shown where nobody can ask to see secrets. */
    public static String shown(String name, String value) {
        return isSecret(name, Optional.of(value)) ? MASK : ValueText.firstLine(value);
    }

    /** Whether the name says so, or the value is one, or holds one, such as {@code user:password@}. */
    public static boolean isSecret(String name, Optional<String> value) {
        return isSecret(name) || value.filter(Secrets::holdsOne).isPresent();
    }

    /** Whether one of the name's parts, as underscores and capitals make them, is a secret's word, or ends as one. */
    public static boolean isSecret(String name) {
        if (NO_SECRETS.contains(name)) {
            return false;
        }
        String[] parts = Stream.of(PARTS.split(name))
                .map(part -> NUMBER_AT_END.matcher(part).replaceFirst("").toUpperCase(Locale.ROOT))
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new);
        return Stream.of(parts)
                        .anyMatch(part ->
                                WORDS.contains(part) || COMPOUND.matcher(part).matches())
                || parts.length > 0 && LAST_WORDS.contains(parts[parts.length - 1]);
    }

    /** In a long text it is looked for at the beginning. */
    private static boolean holdsOne(String value) {
        return value.length() > LONGEST
                ? VALUE.matcher(value.substring(0, LONGEST)).find()
                : VALUE.matcher(value).find();
    }
}
