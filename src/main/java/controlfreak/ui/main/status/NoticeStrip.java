package controlfreak.ui.main.status;

import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/**
 * The one place for what is told below the table: one notice at a time, the one that came last, and a button that goes
 * to the next where there are more. A notice says by its visibility whether it has anything to tell. FX thread only.
 */
final class NoticeStrip {
    private final List<StackPane> frames = new ArrayList<>();
    private final StackPane place = new StackPane();
    private final Button next = new Button();
    private final HBox root = new HBox(place, next);
    private final Runnable away;
    private Optional<StackPane> shown = Optional.empty();

    /** @param away takes the focus from what goes */
    public NoticeStrip(Runnable away) {
        this.away = away;
        root.setId("notices");
        root.getStyleClass().add("notices");
        HBox.setHgrow(place, Priority.ALWAYS);
        next.setId("notices-next");
        next.getStyleClass().addAll("flat", "small");
        next.setMinWidth(Button.USE_PREF_SIZE);
        next.setTooltip(new Tooltip(Texts.text("main.notices.next")));
        next.setAccessibleHelp(Texts.text("main.notices.next"));
        next.setOnAction(event -> showNext());
        next.managedProperty().bind(next.visibleProperty());
        root.managedProperty().bind(root.visibleProperty());
        update();
    }

    public Node root() {
        return root;
    }

    /** Adds a notice, and minds whether it has anything to tell. */
    public void add(Node notice) {
        StackPane frame = new StackPane(notice);
        frame.managedProperty().bind(frame.visibleProperty());
        frames.add(frame);
        place.getChildren().add(frame);
        ObservableValue<Boolean> tells = notice.visibleProperty();
        tells.addListener((property, before, now) -> {
            if (now) {
                shown = Optional.of(frame);
            }
            update();
        });
        update();
    }

    private List<StackPane> telling() {
        return frames.stream()
                .filter(frame -> frame.getChildren().get(0).isVisible())
                .toList();
    }

    private void showNext() {
        List<StackPane> telling = telling();
        int now = shown.map(telling::indexOf).orElse(-1);
        shown = Optional.of(telling.get((now + 1) % telling.size()));
        update();
    }

    private void update() {
        List<StackPane> telling = telling();
        if (shown.filter(telling::contains).isEmpty()) {
            shown = telling.stream().findFirst();
        }
        frames.forEach(frame -> frame.setVisible(shown.filter(frame::equals).isPresent()));
        int place = shown.map(telling::indexOf).orElse(0) + 1;
        if (telling.size() < 2 && next.isFocused()) {
            away.run();
        }
        next.setVisible(telling.size() > 1);
        next.setText(Texts.text("main.notices.place", Integer.toString(place), Integer.toString(telling.size())));
        root.setVisible(!telling.isEmpty());
    }
}
