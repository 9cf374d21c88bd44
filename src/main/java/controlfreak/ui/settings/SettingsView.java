package controlfreak.ui.settings;

import controlfreak.ui.fx.NameConverter;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.TypedComboBox;
import controlfreak.ui.fx.Views;
import controlfreak.workspace.Asks;
import controlfreak.workspace.settings.Choices;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.util.StringConverter;

/** The page where the operator sets up the panel. What is chosen holds at once. FX thread only. */
public final class SettingsView {
    private static final int STEP_OF_LINES = 1_000;

    private final Preferences preferences;
    private final Parent root;

    @FXML
    private Label themeLabel;

    @FXML
    private Label languageLabel;

    @FXML
    private Label logLinesLabel;

    @FXML
    private Label askBulkLabel;

    @FXML
    private TypedComboBox<ThemeChoice> theme;

    @FXML
    private Label themeHint;

    @FXML
    private TypedComboBox<Language> language;

    @FXML
    private Spinner<Integer> logLines;

    @FXML
    private CheckBox askWorkers;

    @FXML
    private CheckBox askKill;

    @FXML
    private CheckBox askRemove;

    @FXML
    private Spinner<Integer> askBulk;

    @FXML
    private Button keys;

    @FXML
    private Button autostarts;

    /** @param openKeys shows the page of keys in this one's place */
    public SettingsView(Preferences preferences, Runnable openKeys) {
        this.preferences = preferences;
        root = Views.load(this);
        themeLabel.setLabelFor(theme);
        languageLabel.setLabelFor(language);
        logLinesLabel.setLabelFor(logLines);
        askBulkLabel.setLabelFor(askBulk);
        NameConverter.offer(
                theme, List.of(ThemeChoice.values()), choice -> Texts.text("preferences.theme." + choice.key()));
        theme.valueProperty().bindBidirectional(preferences.themeProperty());
        themeHint.managedProperty().bind(themeHint.textProperty().isNotEmpty());
        themeHint
                .textProperty()
                .bind(Bindings.createStringBinding(
                        this::themeHint, preferences.themeProperty(), preferences.systemThemeProperty()));
        NameConverter.offer(
                language, List.of(Language.values()), choice -> Texts.text("preferences.language." + choice.key()));
        language.valueProperty().bindBidirectional(preferences.languageProperty());
        number(
                logLines,
                Choices.MIN_LOG_LINES,
                Choices.MAX_LOG_LINES,
                preferences.logLinesProperty().get(),
                STEP_OF_LINES,
                lines -> preferences.logLinesProperty().set(lines));
        keys.setOnAction(event -> openKeys.run());
        showAsks(preferences.asksProperty().get());
        autostarts.setText(Texts.text("preferences.autostarts", preferences.autostarts()));
        autostarts.setVisible(preferences.autostarts() > 0);
        autostarts.managedProperty().bind(autostarts.visibleProperty());
        autostarts.setOnAction(event -> {
            preferences.forgetAutostarts();
            autostarts.setVisible(false);
        });
    }

    public Parent root() {
        return root;
    }

    private String themeHint() {
        if (preferences.themeProperty().get() != ThemeChoice.SYSTEM) {
            return "";
        }
        return preferences
                .systemThemeProperty()
                .get()
                .map(wish -> Texts.text(
                        "preferences.theme.wish." + ThemeChoice.of(wish).key()))
                .orElseGet(() -> Texts.text("preferences.theme.unknown"));
    }

    private void showAsks(Asks first) {
        askWorkers.setSelected(first.workers());
        askKill.setSelected(first.kill());
        askRemove.setSelected(first.remove());
        number(askBulk, 1, Asks.MAX_BULK, first.bulk(), 1, bulk -> keepAsks());
        Stream.of(askWorkers, askKill, askRemove)
                .forEach(box -> box.selectedProperty().addListener(selected -> keepAsks()));
    }

    private void keepAsks() {
        preferences
                .asksProperty()
                .set(new Asks(
                        askBulk.getValue(), askWorkers.isSelected(), askKill.isSelected(), askRemove.isSelected()));
    }

    /** A number holds when the field is left, or by Enter or an arrow; what is none leaves the last one. */
    private static void number(Spinner<Integer> field, int least, int most, int first, int step, IntConsumer keep) {
        SpinnerValueFactory.IntegerSpinnerValueFactory values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(least, most, first, step);
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer number) {
                return number.toString();
            }

            @Override
            public Integer fromString(String text) {
                try {
                    return Integer.valueOf(text.strip());
                } catch (NumberFormatException e) {
                    return values.getValue();
                }
            }
        });
        field.setValueFactory(values);
        values.valueProperty().addListener((property, before, now) -> keep.accept(now));
        field.getEditor().focusedProperty().addListener((property, had, has) -> {
            if (!has) {
                field.commitValue();
                field.getEditor().setText(values.getValue().toString());
            }
        });
    }
}
