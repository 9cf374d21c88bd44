package controlfreak.ui.history;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.table.StateIcon;
import java.time.ZoneId;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** An entry: time, shape, whom it is about, what became of what, why, and ControlFreak's command. FX thread only. */
final class HistoryCell extends ListCell<HistoryItem> {
    private static final PseudoClass EARLIER = PseudoClass.getPseudoClass("earlier");
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final PseudoClass FAILURE = PseudoClass.getPseudoClass("failure");

    private final ZoneId zone;
    private final Label time = label("history-time");
    private final FontIcon icon = Icons.of(MaterialDesignA.ACCOUNT_OUTLINE);
    private final Label subject = label("history-subject");
    private final Label event = label("history-event");
    private final Label detail = label("history-detail");
    private final Label command = label("history-command");
    private final HBox line = new HBox(time, icon, subject, event, detail, command);
    private final Label heading = label("history-heading");

    HistoryCell(ZoneId zone) {
        this.zone = zone;
        line.getStyleClass().add("history-line");
        HBox.setHgrow(detail, Priority.ALWAYS);
        detail.setMaxWidth(Double.MAX_VALUE);
        time.setMinWidth(Region.USE_PREF_SIZE);
        // A narrow list shall cut what is long, not ask for room that is not there.
        setMinWidth(0);
        setPrefWidth(0);
    }

    private static Label label(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        return label;
    }

    @Override
    protected void updateItem(HistoryItem item, boolean empty) {
        super.updateItem(item, empty);
        boolean blank = empty || item == null;
        pseudoClassStateChanged(EARLIER, !blank && item.earlier());
        pseudoClassStateChanged(HEADING, !blank && item.entry() instanceof Entry.Opened);
        pseudoClassStateChanged(FAILURE, !blank && item.entry().isFailure());
        if (blank) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        setAccessibleText(HistoryWords.line(item.entry(), zone));
        if (item.entry() instanceof Entry.Opened opened) {
            heading.setText(HistoryWords.heading(opened, zone));
            setGraphic(heading);
        } else {
            show(item.entry());
            setGraphic(line);
        }
    }

    private void show(Entry entry) {
        time.setText(HistoryWords.time(entry.at(), zone));
        subject.setText(HistoryWords.subject(entry));
        event.setText(HistoryWords.event(entry));
        detail.setText(HistoryWords.detail(entry));
        command.setText(HistoryWords.command(entry).orElse(""));
        command.setAccessibleText(Texts.text("history.command", command.getText()));
        if (entry instanceof Entry.Change change) {
            icon.setIconCode(StateIcon.of(change.look()));
            icon.getStyleClass()
                    .setAll("ikonli-font-icon", "state-icon", change.look().key());
        } else {
            icon.setIconCode(
                    entry instanceof Entry.Edit ? MaterialDesignP.PENCIL_OUTLINE : MaterialDesignA.ACCOUNT_OUTLINE);
            icon.getStyleClass().setAll("ikonli-font-icon", "person-icon");
        }
    }
}
