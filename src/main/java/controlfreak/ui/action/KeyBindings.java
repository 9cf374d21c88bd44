package controlfreak.ui.action;

import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCombination;

/**
 * Which keys do what: those that actions come with, and those that the operator gave them instead. No two actions have
 * the same keys. FX thread only.
 */
public final class KeyBindings {
    private static final String NONE = "";

    private final List<PanelAction> actions;
    private final Map<String, String> chosen;
    private final Consumer<Map<String, String>> keep;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param chosen what the operator chose, as {@link #bind} had it kept: keys by the action's name, an empty text for
     *     none. What cannot be used is left out and told by {@link #problems}
     * @param keep hears of each change, to write it down
     */
    public KeyBindings(List<PanelAction> actions, Map<String, String> chosen, Consumer<Map<String, String>> keep) {
        this.actions = List.copyOf(actions);
        this.chosen = new LinkedHashMap<>(chosen);
        this.keep = keep;
        chosen.forEach(this::begin);
    }

    private void begin(String name, String text) {
        Optional<PanelAction> named =
                actions.stream().filter(action -> action.name().equals(name)).findFirst();
        Optional<KeyCombination> keys = text.equals(NONE) ? Optional.empty() : KeyText.read(text);
        if (named.isEmpty()) {
            problems.add(Texts.text("keys.broken.action", name));
        } else if (keys.isEmpty() && !text.equals(NONE)) {
            leaveOut(
                    named.get(),
                    Texts.text("keys.broken.text", text, named.get().title()));
        } else if (keys.flatMap(KeyText::problem).isPresent()) {
            leaveOut(named.get(), keys.flatMap(KeyText::problem).orElseThrow());
        } else {
            keys.flatMap(wanted -> holder(wanted, named.get())).ifPresent(holder -> {
                // One that has been given these keys just now, or comes with them and was given no others.
                holder.keysProperty().set(Optional.empty());
                if (!NONE.equals(chosen.get(holder.name()))) {
                    problems.add(
                            Texts.text("keys.broken.twice", text, named.get().title(), holder.title()));
                }
            });
            named.get().keysProperty().set(keys);
        }
    }

    private void leaveOut(PanelAction action, String problem) {
        chosen.remove(action.name());
        problems.add(problem);
    }

    /** What was wrong with what the operator had chosen, in sentences; empty where nothing was. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public List<PanelAction> actions() {
        return actions;
    }

    /** Another action that has these keys. */
    public Optional<PanelAction> holder(KeyCombination keys, PanelAction except) {
        return actions.stream()
                .filter(action -> action != except)
                .filter(action ->
                        action.keys().filter(own -> KeyText.same(own, keys)).isPresent())
                .findFirst();
    }

    /** Gives keys to an action, or none; another action that has them loses them. */
    public void bind(PanelAction action, Optional<KeyCombination> keys) {
        keys.flatMap(wanted -> holder(wanted, action)).ifPresent(holder -> set(holder, Optional.empty()));
        set(action, keys);
        keep.accept(Map.copyOf(chosen));
    }

    /** Gives an action the keys that it comes with; another action that has them loses them. */
    public void reset(PanelAction action) {
        bind(action, action.firstKeys());
    }

    /** Gives all actions the keys that they come with, and forgets what was chosen. */
    public void resetAll() {
        chosen.clear();
        actions.forEach(action -> action.keysProperty().set(action.firstKeys()));
        keep.accept(Map.of());
    }

    /** Whether an action has other keys than it comes with. */
    public boolean isChanged(PanelAction action) {
        return !action.keys().equals(action.firstKeys());
    }

    private void set(PanelAction action, Optional<KeyCombination> keys) {
        boolean first = keys.isPresent() == action.firstKeys().isPresent()
                && keys.flatMap(wanted -> action.firstKeys().map(own -> KeyText.same(wanted, own)))
                        .orElse(true);
        if (first) {
            action.keysProperty().set(action.firstKeys());
            chosen.remove(action.name());
        } else {
            action.keysProperty().set(keys);
            chosen.put(action.name(), keys.map(KeyCombination::getName).orElse(NONE));
        }
    }
}
