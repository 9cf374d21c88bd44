package controlfreak.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A bar in two colours: memory that is a process's own against what it shares. FX thread only. */
public final class MemoryBar extends Region {
    private static final double WIDTH = 48;
    private static final double HEIGHT = 6;

    private final Region own = new Region();
    private double part;

    public MemoryBar() {
        getStyleClass().add("memory-bar");
        own.getStyleClass().add("own");
        getChildren().add(own);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /** Shows the part that is the process's own, 0 to 1. */
    public void setPart(double ownPart) {
        if (ownPart != part) {
            part = ownPart;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        // A little that is there must be seen.
        double width = part == 0 ? 0 : Math.max(2, snapSizeX(getWidth() * part));
        own.resizeRelocate(0, 0, Math.min(getWidth(), width), getHeight());
    }
}
