package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.RowState;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The shape of each state: who cannot tell the colours apart can tell these. Any thread. */
public final class StateIcon {
    private StateIcon() {}

    public static Ikon of(RowState state) {
        return switch (state) {
            case RUNNING -> MaterialDesignC.CIRCLE;
            case CHANGING -> MaterialDesignC.CIRCLE_HALF_FULL;
            case UNREADY -> MaterialDesignT.TRIANGLE;
            case OFF -> MaterialDesignC.CIRCLE_OUTLINE;
            case FAILING -> MaterialDesignC.CLOSE_THICK;
        };
    }
}
