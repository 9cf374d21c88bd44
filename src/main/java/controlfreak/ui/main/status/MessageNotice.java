package controlfreak.ui.main.status;

import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * What did not come of the operator's last action, with what the log says of why; it goes when it is dismissed, or when
 * all that it is about is well again. FX thread only.
 */
final class MessageNotice {
    private final MainViewModel model;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final Set<RowKey> unwell = new HashSet<>();

    public MessageNotice(MainViewModel model) {
        this.model = model;
        model.messageProperty().addListener((property, before, after) -> {
            unwell.clear();
            update();
        });
        model.rows().revisionProperty().addListener(revision -> update());
        update();
    }

    /** Empty where there is nothing to tell. */
    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** The rows whose logs may say more. */
    List<RowKey> about() {
        return model.messageProperty().get().about();
    }

    void dismiss() {
        model.dismissMessage();
    }

    private void update() {
        Message message = model.messageProperty().get();
        if (!message.failure()) {
            text.set("");
        } else if (isWellAgain(message.about())) {
            dismiss();
        } else {
            text.set(Told.with(message.text(), found(message.about())));
        }
    }

    /** What runs although it could not be stopped was never unwell. */
    private boolean isWellAgain(List<RowKey> about) {
        found(about).stream()
                .filter(row -> row.facts().state() != RowState.RUNNING)
                .forEach(row -> unwell.add(row.key()));
        return !about.isEmpty()
                && unwell.containsAll(about)
                && about.stream()
                        .allMatch(key -> model.rows()
                                .find(key)
                                .map(row -> row.facts().state() == RowState.RUNNING)
                                .orElse(true));
    }

    private List<Row> found(List<RowKey> keys) {
        return keys.stream().flatMap(key -> model.rows().find(key).stream()).toList();
    }
}
