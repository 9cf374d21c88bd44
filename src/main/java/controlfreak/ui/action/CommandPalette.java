package controlfreak.ui.action;

import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A field over the window that finds what can be done by a few letters of its name, and does it. It goes away when the
 * focus leaves it, and gives the focus back to where it was. FX thread only.
 */
public final class CommandPalette {
    private static final int SHOWN = 12;
    private static final int PAGE = SHOWN - 1;

    private final PaletteViewModel model;
    private final VBox root;
    private Optional<Node> before = Optional.empty();

    @FXML
    private TextField field;

    @FXML
    private ListView<PaletteEntry> list;

    /** @param rows what can be done to single rows, found by their names only */
    public CommandPalette(Supplier<List<PanelAction>> actions, Supplier<List<PaletteEntry>> rows) {
        model = new PaletteViewModel(
                () -> actions.get().stream().map(PaletteEntry::of).toList(), rows);
        root = Views.load(this);
        root.setVisible(false);
        root.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane.setAlignment(root, Pos.TOP_CENTER);
        field.textProperty().bindBidirectional(model.typedProperty());
        list.setItems(model.found());
        list.setCellFactory(view -> new PaletteCell());
        list.fixedCellSizeProperty().bind(field.heightProperty());
        list.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.max(1, Math.min(SHOWN, model.found().size())) * list.getFixedCellSize() + 2,
                        model.found(),
                        list.fixedCellSizeProperty()));
        // A listener of changes: others hear before the list does, which would take the selection away again.
        model.found().addListener((ListChangeListener<PaletteEntry>)
                change -> list.getSelectionModel().selectFirst());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        list.setOnMouseClicked(this::click);
        field.focusedProperty().addListener((property, had, has) -> {
            if (!has) {
                root.setVisible(false);
            }
        });
    }

    /** To be put over everything else in the window. */
    public Node root() {
        return root;
    }

    public void show() {
        // A key that is held down repeats.
        if (!root.isVisible()) {
            before = Optional.ofNullable(root.getScene().getFocusOwner());
            model.open();
            root.setVisible(true);
            field.requestFocus();
            list.getSelectionModel().selectFirst();
        }
    }

    private void press(KeyEvent event) {
        boolean known = true;
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(PAGE);
            case PAGE_UP -> move(-PAGE);
            case ENTER -> runSelected();
            case ESCAPE -> hide();
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void move(int by) {
        int last = model.found().size() - 1;
        int to = Math.max(0, Math.min(last, list.getSelectionModel().getSelectedIndex() + by));
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - SHOWN / 2));
    }

    private void click(MouseEvent event) {
        if (event.getTarget() instanceof Node) {
            runSelected();
        }
    }

    private void runSelected() {
        PaletteEntry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null && entry.canRun()) {
            // An action may take the focus to a place of its own, so it comes last.
            hide();
            entry.work().run();
        }
    }

    private void hide() {
        root.setVisible(false);
        before.ifPresent(Node::requestFocus);
    }
}
