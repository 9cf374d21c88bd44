package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.Looks;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.Start;

/** The colours that tell the lines of one service from those of another. */
@ExtendWith(WindowExtension.class)
class LogColoursTest {
    private static final int COLOURS = 8;
    private static final double APART = 0.2;

    private List<Label> names;
    private VBox list;

    private static Label name(int number) {
        Label label = new Label("web-" + number);
        label.getStyleClass().add("source-" + number);
        return label;
    }

    @Start
    void show(Stage stage) {
        names = IntStream.range(0, COLOURS).mapToObj(LogColoursTest::name).toList();
        list = new VBox();
        list.getStyleClass().add("log-list");
        for (Label name : names) {
            ListCell<String> cell = new ListCell<>();
            cell.setGraphic(name);
            cell.pseudoClassStateChanged(PseudoClass.getPseudoClass("filled"), true);
            list.getChildren().add(cell);
        }
        Scene scene = new Scene(list, 200, 300);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void each_can_be_read_and_told_from_the_others(Theme theme) {
        onFx(theme::apply);
        settle();
        assertThat(fx(() -> Looks.faint(list))).isEmpty();
        List<Color> colours =
                fx(() -> names.stream().map(name -> (Color) name.getTextFill()).toList());
        for (int one = 0; one < COLOURS; one++) {
            for (int other = 0; other < one; other++) {
                assertThat(distance(colours.get(one), colours.get(other)))
                        .as(one + " and " + other)
                        .isGreaterThan(APART);
            }
        }
        onFx(Theme.LIGHT::apply);
    }

    private static double distance(Color one, Color other) {
        return Math.hypot(
                Math.hypot(one.getRed() - other.getRed(), one.getGreen() - other.getGreen()),
                one.getBlue() - other.getBlue());
    }
}
