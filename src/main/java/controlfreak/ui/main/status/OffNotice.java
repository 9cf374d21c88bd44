package controlfreak.ui.main.status;

import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.OwnPlaces.Off;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * The strip that says what the panel cannot keep for itself, and why, for as long as that is so. FX thread only; folders
 * are looked at elsewhere.
 */
public final class OffNotice {
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Supplier<List<Off>> places;
    private final Background files;
    private final InstantSource clock;
    private final Label text = new Label();
    private final HBox root = new HBox(Icons.of(MaterialDesignC.CONTENT_SAVE_OFF_OUTLINE, "notice-icon"), text);
    private Instant next = Instant.MIN;

    /** @param places what cannot be kept now; blocks */
    public OffNotice(Supplier<List<Off>> places, Background files, InstantSource clock) {
        this.places = places;
        this.files = files;
        this.clock = clock;
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setId("off-text");
        root.setId("off");
        root.getStyleClass().add("notice-bar");
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(text.textProperty().isNotEmpty());
    }

    public Node root() {
        return root;
    }

    /** Looks from time to time: call it about once a second. */
    public void look() {
        if (!clock.instant().isBefore(next)) {
            next = clock.instant().plus(EVERY);
            files.call(places::get).thenAccept(off -> text.setText(sentence(off)));
        }
    }

    /** {@code Not kept: settings, log files. Nothing can be written to /home/x/.config (read-only file system).} */
    static String sentence(List<Off> off) {
        if (off.isEmpty()) {
            return "";
        }
        String what = off.stream()
                .map(each -> Texts.text("off." + each.kept().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        String why = off.stream().map(Off::reason).distinct().collect(Collectors.joining(", "));
        return Texts.text("off.text", what, off.get(0).folder(), why);
    }
}
