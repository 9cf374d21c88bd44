package controlfreak.ui.fx;

import javafx.scene.AccessibleRole;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes icons. Their colour comes from a sheet by style class: the theme overrules what code sets. FX thread only. */
public final class Icons {
    private Icons() {}

    /** An icon that only repeats what a text beside it says. */
    public static FontIcon of(Ikon ikon, String... styleClasses) {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().addAll(styleClasses);
        icon.setAccessibleRole(AccessibleRole.NODE);
        return icon;
    }
}
