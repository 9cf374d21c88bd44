package controlfreak.ui.settings;

import controlfreak.ui.fx.Theme;
import controlfreak.workspace.Asks;
import controlfreak.workspace.settings.Autostarts;
import controlfreak.workspace.settings.Choices;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What the operator chose for the panel itself, to be observed: a change takes effect at once and is kept. FX thread
 * only.
 */
public final class Preferences {
    private final SettingsStore store;
    private final ObjectProperty<ThemeChoice> theme;
    private final ObjectProperty<Optional<Theme>> systemTheme = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Language> language;
    private final ObjectProperty<Integer> logLines;
    private final ObjectProperty<Asks> asks;

    public Preferences(SettingsStore store) {
        this.store = store;
        Choices first = store.get().choices();
        theme = kept(ThemeChoice.of(first.theme()), (choices, now) -> choices.withTheme(now.key()));
        language = kept(Language.of(first.language()), (choices, now) -> choices.withLanguage(now.key()));
        logLines = kept(first.logLines(), Choices::withLogLines);
        asks = kept(first.asks(), Choices::withAsks);
    }

    private <T> ObjectProperty<T> kept(T first, BiFunction<Choices, T, Choices> change) {
        ObjectProperty<T> property = new SimpleObjectProperty<>(first);
        property.addListener((observable, before, now) -> keep(choices -> change.apply(choices, now)));
        return property;
    }

    private void keep(UnaryOperator<Choices> change) {
        store.change(settings -> settings.withChoices(change.apply(settings.choices())));
    }

    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    /** What the system wishes, as far as it was asked; empty where that is not known. */
    public ObjectProperty<Optional<Theme>> systemThemeProperty() {
        return systemTheme;
    }

    /** Holds from the next start. */
    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    /** How many lines of each log are kept in memory. */
    public ObjectProperty<Integer> logLinesProperty() {
        return logLines;
    }

    public ObjectProperty<Asks> asksProperty() {
        return asks;
    }

    /** The keys that were chosen for actions, by the actions' names. */
    public Map<String, String> keys() {
        return store.get().choices().keys();
    }

    /** For how many workspaces it was agreed that they start services as they are opened. */
    int autostarts() {
        return store.get().autostarts().agreed().size();
    }

    /** Has that asked anew. */
    void forgetAutostarts() {
        store.change(settings -> settings.withAutostarts(Autostarts.NONE));
    }

    public void keepKeys(Map<String, String> keys) {
        keep(choices -> choices.withKeys(keys));
    }
}
