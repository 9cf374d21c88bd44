package controlfreak.ui.action;

import controlfreak.ui.fx.Texts;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;

/** Keys as people press, read and write them. Any thread. */
public final class KeyText {
    private static final boolean SHORTCUT_IS_META =
            System.getProperty("os.name", "").startsWith("Mac");

    /** Of use to nobody but the action: neither typing nor moving needs them. */
    private static final Set<KeyCode> ALONE = EnumSet.of(KeyCode.DELETE, KeyCode.INSERT, KeyCode.PAUSE);

    /** What every text field does with the shortcut key. */
    private static final Set<KeyCode> OF_FIELDS = EnumSet.of(KeyCode.A, KeyCode.C, KeyCode.V, KeyCode.X);

    /** What JavaFX calls by English names in every language. */
    private static final List<String> NAMED =
            List.of("Ctrl", "Shift", "Enter", "Esc", "Delete", "Insert", "Space", "Home", "End", "Backspace");

    private KeyText() {}

    /** As they are shown: {@code Ctrl+Shift+P}. */
    public static String of(KeyCombination keys) {
        String text = keys.getDisplayText();
        for (String name : NAMED) {
            String ours = Texts.text("key." + name.toLowerCase(Locale.ROOT));
            text = text.replaceAll("(?<![A-Za-z])" + name + "(?![A-Za-z])", Matcher.quoteReplacement(ours));
        }
        return text;
    }

    /** What was pressed; empty where only a modifier was, and where the key has no name. */
    public static Optional<KeyCombination> pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
            return Optional.empty();
        }
        return Optional.of(new KeyCodeCombination(
                code,
                value(event.isShiftDown()),
                ModifierValue.UP,
                value(event.isAltDown()),
                ModifierValue.UP,
                value(event.isShortcutDown())));
    }

    private static ModifierValue value(boolean down) {
        return down ? ModifierValue.DOWN : ModifierValue.UP;
    }

    /** Reads what a settings file says: {@code Shortcut+Shift+P}; empty where it means no keys. */
    static Optional<KeyCombination> read(String text) {
        try {
            return Optional.of(KeyCombination.valueOf(text));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException garbage) {
            return Optional.empty();
        }
    }

    /** Whether the same press means both. */
    static boolean same(KeyCombination one, KeyCombination other) {
        return one instanceof KeyCodeCombination a
                && other instanceof KeyCodeCombination b
                && a.getCode() == b.getCode()
                && isDown(a.getShift()) == isDown(b.getShift())
                && isDown(a.getAlt()) == isDown(b.getAlt())
                && isControl(a) == isControl(b)
                && isMeta(a) == isMeta(b);
    }

    /** Why no action can have these keys; empty where one can. */
    public static Optional<String> problem(KeyCombination keys) {
        if (!(keys instanceof KeyCodeCombination combination)) {
            return Optional.of(Texts.text("keys.problem.plain"));
        }
        KeyCode code = combination.getCode();
        boolean command = isControl(combination) || isMeta(combination);
        if (code == KeyCode.F10 || (!command && isDown(combination.getAlt()))) {
            return Optional.of(Texts.text("keys.problem.menus", of(keys)));
        }
        if (command && OF_FIELDS.contains(code) && !isDown(combination.getShift()) && !isDown(combination.getAlt())) {
            return Optional.of(Texts.text("keys.problem.fields", of(keys)));
        }
        return command || code.isFunctionKey() || ALONE.contains(code)
                ? Optional.empty()
                : Optional.of(Texts.text("keys.problem.plain"));
    }

    private static boolean isControl(KeyCombination keys) {
        return isDown(keys.getControl()) || (!SHORTCUT_IS_META && isDown(keys.getShortcut()));
    }

    private static boolean isMeta(KeyCombination keys) {
        return isDown(keys.getMeta()) || (SHORTCUT_IS_META && isDown(keys.getShortcut()));
    }

    private static boolean isDown(ModifierValue value) {
        return value == ModifierValue.DOWN;
    }
}
