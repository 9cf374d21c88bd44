package controlfreak.ui.main.status;

import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.OwnPlaces;
import controlfreak.workspace.OwnPlaces.Off;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
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

    /** A disk that gives no answer for so long hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OwnPlaces places;
    private final List<Runnable> mends;
    private final Background own;
    private final InstantSource clock;
    private final Label text = new Label();
    private final HBox root = new HBox(Icons.of(MaterialDesignC.CONTENT_SAVE_OFF_OUTLINE, "notice-icon"), text);
    private Instant next = Instant.MIN;
    private boolean isLooking;

    /**
     * @param mends are run before each look, and block nobody
     * @param own where what the panel keeps for itself is read and written
     */
    public OffNotice(OwnPlaces places, List<Runnable> mends, Background own, InstantSource clock) {
        this.places = places;
        this.mends = mends;
        this.own = own;
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
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        if (isLooking) {
            text.setText(Texts.text("off.hangs", places.looksAt()));
            return;
        }
        isLooking = true;
        next = now.plus(PATIENCE);
        mends.forEach(Runnable::run);
        own.call(places::off).whenComplete((off, bug) -> {
            isLooking = false;
            next = clock.instant().plus(EVERY);
            text.setText(bug == null ? sentence(off) : "");
        });
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
