package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Looks at the main window while Tab goes round it. */
@ExtendWith(WindowExtension.class)
class FocusSeenTest {
    /** More than a caret has, and less than the narrowest frame. */
    private static final int PIXELS = 60;

    /** Frames may lie around what they frame. */
    private static final int AROUND = 4;

    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.show(stage);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void wherever_tab_leads_is_seen(Theme theme, FxRobot robot) {
        robot.interact(theme::apply);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        awaitFx(() -> !window.find("#button-start").isDisabled()
                && !window.find("#button-stop").isDisabled()
                && !window.find("#button-restart").isDisabled());
        robot.interact(() -> window.find("#filter").requestFocus());
        Set<String> met = new LinkedHashSet<>();
        Image before = picture();
        while (met.add(window.focused().getId())) {
            robot.push(KeyCode.TAB);
            Image now = picture();
            Node owner = window.focused();
            assertThat(changed(before, now, owner)).as(owner.toString()).isGreaterThan(PIXELS);
            before = now;
        }
        assertThat(met).contains("button-start", "button-stop", "button-addservice", "filter", "services", "pane");
    }

    private Image picture() {
        return fx(() -> window.stage().getScene().snapshot(null));
    }

    private static long changed(Image before, Image now, Node owner) {
        Bounds bounds = owner.localToScene(owner.getLayoutBounds());
        int left = (int) Math.max(0, bounds.getMinX() - AROUND);
        int top = (int) Math.max(0, bounds.getMinY() - AROUND);
        int right = (int) Math.min(now.getWidth(), bounds.getMaxX() + AROUND);
        int bottom = (int) Math.min(now.getHeight(), bounds.getMaxY() + AROUND);
        return IntStream.range(top, bottom)
                .mapToLong(y -> IntStream.range(left, right)
                        .filter(x -> before.getPixelReader().getArgb(x, y)
                                != now.getPixelReader().getArgb(x, y))
                        .count())
                .sum();
    }
}
