package controlfreak.ui.memory;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class MemoryViewTest {
    private final MemoryViewModel model = new MemoryViewModel();
    private final BooleanProperty seen = new SimpleBooleanProperty(true);
    private Scene scene;

    @Start
    void show(Stage stage) {
        Theme.LIGHT.apply();
        model.take(Shop.with(8, 60));
        model.show(Optional.of("shop"), Optional.empty());
        scene = new Scene(
                new MemoryView(model, Shop.CLOCK, moment -> moment.atZone(Shop.CLOCK.getZone()), seen).root(),
                1100,
                260);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private Set<String> labels() {
        return scene.getRoot().lookupAll(".chart-label").stream()
                .map(node -> ((Text) node).getText())
                .collect(Collectors.toSet());
    }

    @Test
    void shows_the_figures_in_words_and_as_a_chart(FxRobot robot) {
        assertThat(text(robot, "#memory-sentence")).startsWith("shop and its 8 workers take 600 MB;");
        assertThat(text(robot, "#memory-saved")).isEqualTo("300 MB");
        assertThat(text(robot, "#memory-lost")).isEqualTo("480 MB");
        Path total = (Path) scene.getRoot().lookup(".chart-line.total");
        assertThat(total.getElements()).hasSize(121);
        assertThat(scene.getRoot().lookupAll(".chart-mark")).hasSize(5);
        assertThat(labels()).contains("0 MB", "500 MB", "1.0 GB", "12:00", "11:58");
        assertThat(scene.getRoot().lookup(".memory-chart").getAccessibleText())
                .contains("shop and its 8 workers take 600 MB;");
    }

    @Test
    void is_drawn_anew_only_while_it_is_seen(FxRobot robot) {
        robot.interact(() -> {
            seen.set(false);
            model.take(Shop.hidden());
        });
        assertThat(text(robot, "#memory-sentence")).startsWith("shop");

        robot.interact(() -> seen.set(true));
        assertThat(text(robot, "#memory-sentence")).startsWith("n/a");
    }

    @Test
    void scales_to_the_memory_of_the_machine(FxRobot robot) {
        robot.clickOn("#memory-machine");
        assertThat(labels()).contains("10 GB", "30 GB");
    }

    @Test
    void estimates_another_number_of_workers(FxRobot robot) {
        Spinner<?> workers = robot.lookup("#memory-workers").queryAs(Spinner.class);
        assertThat(workers.getValue()).isEqualTo(9);
        robot.clickOn("#memory-workers");
        robot.push(KeyCode.UP);
        assertThat(workers.getValue()).isEqualTo(10);
        assertThat(text(robot, "#memory-estimate")).isEqualTo("workers: about 720 MB with the proxy, 1.0 GB without");
    }

    @Test
    void shows_advice_until_it_is_dismissed(FxRobot robot) {
        Node bar = robot.lookup("#memory-advice").query();
        assertThat(bar.isVisible()).isTrue();
        robot.clickOn("#memory-dismiss");
        assertThat(bar.isVisible()).isFalse();
        robot.interact(() -> model.take(Shop.with(8, 61)));
        assertThat(bar.isVisible()).isFalse();
    }

    @Test
    void follows_the_theme(FxRobot robot) {
        Path total = (Path) scene.getRoot().lookup(".chart-line.lost");
        Color light = (Color) total.getStroke();
        robot.interact(() -> {
            Theme.DARK.apply();
            scene.getRoot().applyCss();
        });
        assertThat(total.getStroke()).isNotEqualTo(light);
    }

    @Test
    void says_so_where_the_system_does_not_tell(FxRobot robot) {
        robot.interact(() -> model.take(Shop.hidden()));
        assertThat(text(robot, "#memory-sentence")).startsWith("n/a");
        assertThat(robot.lookup("#memory-machine").query().getParent().isVisible())
                .isFalse();
    }
}
