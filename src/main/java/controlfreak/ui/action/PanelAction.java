package controlfreak.ui.action;

import controlfreak.ui.fx.Texts;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something that an operator can do, defined once for menus, toolbar, palette and keys: its name, icon and keys, whether
 * it can be done now and why not. FX thread only.
 */
public final class PanelAction {
    private final String name;
    private final Runnable work;
    private final Optional<Ikon> icon;
    private final Optional<KeyCombination> firstKeys;
    private final boolean looking;
    private final Optional<ObservableValue<Boolean>> chosen;
    private final ObjectProperty<Optional<KeyCombination>> keys;
    private final StringProperty text = new SimpleStringProperty();
    private final StringProperty misfit = new SimpleStringProperty("");
    private final StringProperty lock = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper();

    private PanelAction(
            String name,
            Runnable work,
            Optional<Ikon> icon,
            Optional<KeyCombination> firstKeys,
            boolean looking,
            Optional<ObservableValue<Boolean>> chosen) {
        this.name = name;
        this.work = work;
        this.icon = icon;
        this.firstKeys = firstKeys;
        this.looking = looking;
        this.chosen = chosen;
        keys = new SimpleObjectProperty<>(firstKeys);
        text.set(title());
        obstacle.bind(
                Bindings.createStringBinding(() -> lock.get().isEmpty() ? misfit.get() : lock.get(), lock, misfit));
    }

    /**
     * An action that changes or signals something, so that a lock forbids it.
     *
     * @param name the part of the text's key that stands for it
     */
    public static PanelAction of(String name, Runnable work) {
        return new PanelAction(name, work, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    public PanelAction icon(Ikon newIcon) {
        return new PanelAction(name, work, Optional.of(newIcon), firstKeys, looking, chosen);
    }

    /** Gives it keys, such as {@code Shortcut+S} or {@code F7}, until the operator binds others. */
    public PanelAction keys(String combination) {
        return new PanelAction(name, work, icon, Optional.of(KeyCombination.valueOf(combination)), looking, chosen);
    }

    /** Declares that it only looks: neither a process nor a file is touched, so that a lock leaves it free. */
    public PanelAction looking() {
        return new PanelAction(name, work, icon, firstKeys, true, chosen);
    }

    /** Declares that it turns something on or off, or chooses one of several; a menu shows which. */
    public PanelAction chosen(ObservableValue<Boolean> now) {
        return new PanelAction(name, work, icon, firstKeys, looking, Optional.of(now));
    }

    /** Its name for style classes, ids and settings. */
    public String name() {
        return name;
    }

    /** What it is called whatever is selected. */
    public String title() {
        return Texts.text("action." + name);
    }

    public Optional<Ikon> icon() {
        return icon;
    }

    public boolean isLooking() {
        return looking;
    }

    /** Whether what it stands for is on; empty for what is done rather than chosen. */
    public Optional<ObservableValue<Boolean>> chosen() {
        return chosen;
    }

    /** The keys that it comes with. */
    public Optional<KeyCombination> firstKeys() {
        return firstKeys;
    }

    /** The keys that it is bound to now. */
    public Optional<KeyCombination> keys() {
        return keys.get();
    }

    public ObjectProperty<Optional<KeyCombination>> keysProperty() {
        return keys;
    }

    /** What it is called for what is selected. */
    public StringProperty textProperty() {
        return text;
    }

    /** Why it cannot be done now; empty where it can. */
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /** Says why it does not fit what is selected; empty where it does. */
    public void setObstacle(String reason) {
        misfit.set(reason);
    }

    /** Follows why nothing may be changed now; empty where it may. An action that only looks does not mind. */
    public void obey(ObservableValue<String> reason) {
        if (!looking) {
            lock.bind(reason);
        }
    }

    public void run() {
        if (obstacle.get().isEmpty()) {
            work.run();
        }
    }
}
