package controlfreak.ui.fx;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** Tells in a tooltip what a text says that has no room for all of it, wherever it stands. FX thread only. */
public final class CutTexts {
    private static final double MOST_WIDTH = 480;

    private CutTexts() {}

    /** A tooltip of ours, told from one that a view has given. */
    private static final class Whole extends Tooltip {
        Whole(String text) {
            super(text);
            setWrapText(true);
            setMaxWidth(MOST_WIDTH);
        }
    }

    /** Sees to all texts of a scene. */
    public static void tell(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, event -> {
            for (Node node = event.getTarget() instanceof Node target ? target : null;
                    node != null;
                    node = node.getParent()) {
                if (node instanceof Labeled labeled) {
                    update(labeled);
                }
            }
        });
    }

    /** A view's own tooltip stays; a text that has room again needs none. */
    private static void update(Labeled labeled) {
        boolean isOurs = labeled.getTooltip() instanceof Whole;
        if (!isOurs && labeled.getTooltip() != null) {
            return;
        }
        if (!isCut(labeled)) {
            if (isOurs) {
                labeled.setTooltip(null);
            }
        } else if (!isOurs || !labeled.getTooltip().getText().equals(labeled.getText())) {
            labeled.setTooltip(new Whole(labeled.getText()));
        }
    }

    /** Whether a text is shown in part, with an ellipsis. */
    public static boolean isCut(Labeled labeled) {
        return shown(labeled)
                .filter(shown -> !shown.equals(labeled.getText()))
                .filter(shown -> shown.contains(labeled.getEllipsisString()))
                .isPresent();
    }

    private static Optional<String> shown(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .map(text -> ((Text) text).getText())
                .findFirst();
    }
}
