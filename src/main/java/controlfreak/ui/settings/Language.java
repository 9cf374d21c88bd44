package controlfreak.ui.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which language the operator wishes. Any thread. */
public enum Language {
    SYSTEM(Optional.empty()),
    ENGLISH(Optional.of(Locale.ENGLISH)),
    GERMAN(Optional.of(Locale.GERMAN));

    private final Optional<Locale> locale;

    Language(Optional<Locale> locale) {
        this.locale = locale;
    }

    /** The language whose {@link #key} this is; what is not known follows the system. */
    public static Language of(String key) {
        return Stream.of(values())
                .filter(language -> language.key().equals(key))
                .findFirst()
                .orElse(SYSTEM);
    }

    /** Its tag, by which settings know it. */
    String key() {
        return locale.map(Locale::toLanguageTag).orElse("system");
    }

    /** The language itself; empty for that of the system. */
    public Optional<Locale> locale() {
        return locale;
    }
}
