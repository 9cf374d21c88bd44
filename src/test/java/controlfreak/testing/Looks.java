package controlfreak.testing;

import controlfreak.ui.fx.CutTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a person would find wrong with how texts look. FX thread only. */
public final class Looks {
    private static final double LEAST_CONTRAST = 4.5;
    private static final double LEAST_CONTRAST_OF_LARGE = 3;
    private static final double LARGE = 24;
    private static final double LARGE_BOLD = 18.5;
    private static final double TOLERANCE = 1.5;

    private Looks() {}

    /** Texts that do not stand out enough from what is behind them; what is disabled may not. */
    public static List<String> faint(Parent root) {
        List<String> found = new ArrayList<>();
        walk(root, node -> {
            if (node instanceof Text text && !(node instanceof FontIcon) && isRead(text)) {
                contrast(text)
                        .filter(ratio -> ratio < least(text))
                        .ifPresent(ratio -> found.add(String.format(
                                Locale.ROOT,
                                "%.1f: \"%s\" %s in %s",
                                ratio,
                                text.getText(),
                                text.getFill(),
                                place(text))));
            }
        });
        return found;
    }

    /** Texts of which a part cannot be seen, and nothing says so; buttons and headings are always whole. */
    public static List<String> clipped(Parent root) {
        List<String> found = new ArrayList<>();
        walk(root, node -> {
            if (node instanceof Labeled labeled && !said(labeled).isEmpty()) {
                boolean isWhole =
                        labeled instanceof ButtonBase || isIn(labeled, "column-header") || isIn(labeled, "tab");
                if (CutTexts.isCut(labeled) && isWhole && labeled.getMaxWidth() < 0) {
                    found.add("cut: \"" + labeled.getText() + "\" in " + place(labeled));
                }
                beyond(labeled)
                        .ifPresent(how -> found.add(how + ": \"" + labeled.getText() + "\" in " + place(labeled)));
            }
        });
        return found;
    }

    private static String said(Labeled labeled) {
        return labeled.getText() == null ? "" : labeled.getText();
    }

    private static void walk(Node node, Consumer<Node> visitor) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        visitor.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, visitor));
        }
    }

    private static boolean isRead(Text text) {
        return !text.getText().isBlank()
                && !text.isDisabled()
                && text.getFill() instanceof Color color
                && color.getOpacity() > 0;
    }

    private static double least(Text text) {
        double size = text.getFont().getSize();
        boolean isBold = text.getFont().getStyle().toLowerCase(Locale.ROOT).contains("bold");
        return size >= LARGE || isBold && size >= LARGE_BOLD ? LEAST_CONTRAST_OF_LARGE : LEAST_CONTRAST;
    }

    private static Optional<Double> contrast(Text text) {
        return behind(text).map(back -> {
            double one = luminance(over((Color) text.getFill(), back));
            double other = luminance(back);
            return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        });
    }

    /** The colour that a text stands on; empty where it is no plain one. */
    private static Optional<Color> behind(Node node) {
        List<Color> layers = new ArrayList<>();
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof Region region && region.getBackground() != null) {
                List<BackgroundFill> fills = region.getBackground().getFills();
                for (int place = fills.size() - 1; place >= 0; place--) {
                    if (!(fills.get(place).getFill() instanceof Color color)) {
                        return Optional.empty();
                    }
                    layers.add(color);
                    if (color.getOpacity() == 1) {
                        return Optional.of(flat(layers));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Color flat(List<Color> layers) {
        Color flat = layers.get(layers.size() - 1);
        for (int place = layers.size() - 2; place >= 0; place--) {
            flat = over(layers.get(place), flat);
        }
        return flat;
    }

    private static Color over(Color front, Color back) {
        return back.interpolate(Color.color(front.getRed(), front.getGreen(), front.getBlue()), front.getOpacity());
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /** How it reaches beyond what can be seen. */
    private static Optional<String> beyond(Labeled labeled) {
        Bounds bounds = labeled.localToScene(labeled.getLayoutBounds());
        for (Node at = labeled.getParent(); at != null; at = at.getParent()) {
            if (at instanceof TextInputControl || isScrolled(at)) {
                return Optional.empty();
            }
            boolean isWindow = at.getParent() == null;
            if (isWindow || at.getClip() != null) {
                Bounds seen = at.localToScene(
                        isWindow ? at.getLayoutBounds() : at.getClip().getBoundsInParent());
                if (bounds.getMinX() < seen.getMinX() - TOLERANCE || bounds.getMaxX() > seen.getMaxX() + TOLERANCE) {
                    return Optional.of("beside the edge");
                }
                boolean isList = at instanceof VirtualFlow || at.getStyleClass().contains("clipped-container");
                boolean isScrollable = isList || at.getStyleClass().contains("viewport");
                if (!isScrollable
                        && (bounds.getMinY() < seen.getMinY() - TOLERANCE
                                || bounds.getMaxY() > seen.getMaxY() + TOLERANCE)) {
                    return Optional.of("above or below the edge");
                }
                if (isScrollable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isScrolled(Node node) {
        return node instanceof ScrollPane
                || node instanceof VirtualFlow<?>
                        && node.lookupAll(".scroll-bar").stream()
                                .anyMatch(bar -> bar.isVisible()
                                        && ((ScrollBar) bar).getOrientation() == Orientation.HORIZONTAL);
    }

    private static boolean isIn(Node node, String styleClass) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains(styleClass)) {
                return true;
            }
        }
        return false;
    }

    private static String place(Node node) {
        StringBuilder place = new StringBuilder();
        int steps = 0;
        for (Node at = node; at != null && steps < 5; at = at.getParent(), steps++) {
            String name = at.getId() == null ? String.join(".", at.getStyleClass()) : "#" + at.getId();
            place.append(steps == 0 ? "" : " < ").append(name);
        }
        return place.toString();
    }
}
