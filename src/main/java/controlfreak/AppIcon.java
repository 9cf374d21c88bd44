package controlfreak;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.image.Image;

/** The picture that stands for the panel where windows are listed. FX thread only. */
final class AppIcon {
    private AppIcon() {}

    /** The same in several sizes, of which the system takes what it needs. */
    static List<Image> images() {
        return Stream.of(16, 32, 48, 64, 128)
                .map(size -> "/controlfreak/icons/control-freak-" + size + ".png")
                .map(name -> new Image(
                        Objects.requireNonNull(AppIcon.class.getResource(name)).toExternalForm()))
                .toList();
    }
}
