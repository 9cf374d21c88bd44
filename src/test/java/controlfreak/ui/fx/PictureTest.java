package controlfreak.ui.fx;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class PictureTest {
    @BeforeAll
    static void start() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void whatOthersReadIsWhatWasSeen() throws IOException {
        byte[] png = fx(() -> {
            Scene scene = new Scene(new HBox(area("#102030", 30), area("#fefdfc", 23)), 53, 17, Color.WHITE);
            return Picture.of(scene);
        });
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(53);
        assertThat(picture.getHeight()).isEqualTo(17);
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xff102030);
        assertThat(picture.getRGB(29, 16)).isEqualTo(0xff102030);
        assertThat(picture.getRGB(30, 0)).isEqualTo(0xfffefdfc);
        assertThat(picture.getRGB(52, 16)).isEqualTo(0xfffefdfc);
    }

    private static Region area(String colour, double width) {
        Region area = new Region();
        area.setMinWidth(width);
        area.setStyle("-fx-background-color: " + colour);
        return area;
    }
}
