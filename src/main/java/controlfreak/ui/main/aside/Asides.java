package controlfreak.ui.main.aside;

import controlfreak.ui.main.state.MainViewModel;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/**
 * What opens beside the table and closes again: the sheet over its right half, and above it one line at a time. FX
 * thread only.
 */
public final class Asides {
    private final MainViewModel model;
    private final SheetPane sheet;
    private final InstancesView instances;
    private final SignalView signal;

    /**
     * @param body what the sheet lies over
     * @param above where the lines stand
     * @param afterwards runs when one of them was hidden, to take the focus back
     */
    public Asides(MainViewModel model, StackPane body, Pane above, Runnable afterwards) {
        this.model = model;
        sheet = new SheetPane(body, afterwards);
        instances = new InstancesView(model::scale, model::estimate, afterwards);
        signal = new SignalView(model, afterwards);
        body.getChildren().add(sheet);
        above.getChildren().addAll(instances.root(), signal.root());
        model.document().lock().lockedProperty().addListener(locked -> hideLines());
        model.document().openProperty().addListener(open -> {
            sheet.hide();
            hideLines();
        });
    }

    public SheetPane sheet() {
        return sheet;
    }

    /** Shows the line for how many instances the selected service has, where there is one such service. */
    public void showInstances() {
        signal.hide();
        model.scalable().ifPresent(service -> instances.show(service, model.runs(service)));
    }

    /** Shows the line for a signal to what is selected. */
    public void showSignal() {
        instances.hide();
        signal.show();
    }

    /** Closes all; a form may stay, since the operator would rather go on with it. */
    public void leave() {
        sheet.leave();
        hideLines();
    }

    private void hideLines() {
        instances.hide();
        signal.hide();
    }
}
