package controlfreak.ui.main;

import controlfreak.ui.fx.Texts;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something that an operator can do, defined once for menus, toolbar and keys: its name, icon and keys, whether it can
 * be done now and why not. FX thread only.
 */
final class PanelAction {
    private final String name;
    private final Optional<Ikon> icon;
    private final Optional<KeyCombination> keys;
    private final Runnable work;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");

    private PanelAction(String name, Optional<Ikon> icon, Optional<KeyCombination> keys, Runnable work) {
        this.name = name;
        this.icon = icon;
        this.keys = keys;
        this.work = work;
        text.set(Texts.text("action." + name));
    }

    /** @param name the part of the text's key that stands for it */
    static PanelAction of(String name, Runnable work) {
        return new PanelAction(name, Optional.empty(), Optional.empty(), work);
    }

    PanelAction icon(Ikon newIcon) {
        return new PanelAction(name, Optional.of(newIcon), keys, work);
    }

    /** @param combination such as {@code Shortcut+S} or {@code F7} */
    PanelAction keys(String combination) {
        return new PanelAction(name, icon, Optional.of(KeyCombination.valueOf(combination)), work);
    }

    /** Its name for style classes and ids. */
    String name() {
        return name;
    }

    Optional<Ikon> icon() {
        return icon;
    }

    Optional<KeyCombination> keys() {
        return keys;
    }

    StringProperty textProperty() {
        return text;
    }

    /** Why it cannot be done now; empty where it can. */
    ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    void setObstacle(String reason) {
        obstacle.set(reason);
    }

    void run() {
        if (obstacle.get().isEmpty()) {
            work.run();
        }
    }
}
