package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class NameConverterTest {
    private final ComboBox<Integer> box = new ComboBox<>();

    @Start
    void show(Stage stage) {
        NameConverter.offer(box, List.of(1, 2), number -> "number " + number);
        box.setValue(2);
        stage.setScene(new Scene(box));
        stage.show();
    }

    @Test
    void reads_and_speaks_the_name_of_what_is_chosen(FxRobot robot) {
        assertThat(robot.from(box).lookup("number 2").tryQuery()).isPresent();
        assertThat(box.queryAccessibleAttribute(AccessibleAttribute.TEXT)).isEqualTo("number 2");
    }

    @Test
    void leads_from_a_name_to_its_thing_and_back() {
        assertThat(box.getConverter().fromString("number 1")).isEqualTo(1);
        assertThat(box.getConverter().fromString("number 3")).isNull();
        assertThat(box.getConverter().toString(null)).isEmpty();
    }
}
