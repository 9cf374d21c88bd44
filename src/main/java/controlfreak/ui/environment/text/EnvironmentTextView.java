package controlfreak.ui.environment.text;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** The own variables of what is selected as text. What is typed is taken as soon as the text is left. FX thread only. */
public final class EnvironmentTextView {
    private static final int SHOWN_PROBLEMS = 4;

    /** Shortcuts that belong to the text itself; any other may be a command that should see what was typed. */
    private static final Set<KeyCode> OF_TEXT = Set.of(
            KeyCode.A,
            KeyCode.C,
            KeyCode.V,
            KeyCode.X,
            KeyCode.Y,
            KeyCode.Z,
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.HOME,
            KeyCode.END,
            KeyCode.BACK_SPACE,
            KeyCode.DELETE);

    private final EnvironmentTextViewModel viewModel;
    private final EventHandler<WindowEvent> beforeClosing = event -> commit();
    private final VBox root;

    @FXML
    private TextArea area;

    @FXML
    private VBox problems;

    @FXML
    private Label hint;

    @FXML
    private Label kept;

    @FXML
    private ToggleButton showSecrets;

    @FXML
    private Button discard;

    @FXML
    private Button apply;

    public EnvironmentTextView(EnvironmentTextViewModel viewModel) {
        this.viewModel = viewModel;
        root = Views.load(this);
        area.textProperty().bindBidirectional(viewModel.textProperty());
        kept.textProperty().bind(viewModel.keptProperty());
        showSecrets.selectedProperty().bindBidirectional(viewModel.showSecretsProperty());
        showSecrets.disableProperty().bind(Bindings.isNotEmpty(viewModel.problems()));
        discard.disableProperty().bind(viewModel.editedProperty().not());
        discard.setOnAction(event -> viewModel.discard());
        area.editableProperty().bind(viewModel.lockProperty().isEmpty());
        apply.disableProperty()
                .bind(viewModel
                        .editedProperty()
                        .not()
                        .or(Bindings.isNotEmpty(viewModel.problems()))
                        .or(viewModel.lockProperty().isNotEmpty()));
        apply.setOnAction(event -> commit());
        viewModel.problems().addListener((ListChangeListener<EnvironmentText.Problem>) change -> showProblems());
        area.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) {
                viewModel.commit();
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        watchClosing();
    }

    /** The button that closes a window takes no focus: what was typed would be forgotten. */
    private void watchClosing() {
        root.sceneProperty().flatMap(scene -> scene.windowProperty()).addListener((property, left, shown) -> {
            if (left != null) {
                left.removeEventFilter(WindowEvent.WINDOW_CLOSE_REQUEST, beforeClosing);
            }
            if (shown != null) {
                ((Window) shown).addEventFilter(WindowEvent.WINDOW_CLOSE_REQUEST, beforeClosing);
            }
        });
    }

    private void showProblems() {
        problems.getChildren().clear();
        List<EnvironmentText.Problem> all = viewModel.problems();
        for (EnvironmentText.Problem problem : all.subList(0, Math.min(SHOWN_PROBLEMS, all.size()))) {
            Hyperlink link = new Hyperlink(Texts.text("env.text.problem", problem.line(), problem.text()));
            link.getStyleClass().add("environment-problem");
            link.setOnAction(event -> goTo(problem.line()));
            problems.getChildren().add(link);
        }
        if (all.size() > SHOWN_PROBLEMS) {
            Label more = new Label(Texts.text("env.text.more", all.size() - SHOWN_PROBLEMS));
            more.getStyleClass().add("environment-problem");
            problems.getChildren().add(more);
        }
    }

    private void goTo(int line) {
        String text = area.getText();
        int from = 0;
        for (int at = 1; at < line && text.indexOf('\n', from) >= 0; at++) {
            from = text.indexOf('\n', from) + 1;
        }
        int end = text.indexOf('\n', from);
        area.requestFocus();
        area.selectRange(from, end < 0 ? text.length() : end);
    }

    private void key(KeyEvent event) {
        boolean combined = event.isShortcutDown() && !event.getCode().isModifierKey();
        boolean command = combined && !OF_TEXT.contains(event.getCode())
                || event.getCode().isFunctionKey();
        boolean spent = event.isShortcutDown()
                && (event.getCode() == KeyCode.Z && !(event.isShiftDown() ? area.isRedoable() : area.isUndoable())
                        || event.getCode() == KeyCode.Y && !area.isRedoable());
        if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            event.consume();
            commit();
        } else if (command) {
            commit();
        } else if (spent) {
            // The text has nothing to take back itself: the panel has.
            event.consume();
            Event.fireEvent(root, event.copyFor(root, root));
        }
    }

    private void commit() {
        int caret = area.getCaretPosition();
        viewModel.commit();
        area.positionCaret(Math.min(caret, area.getLength()));
    }

    /**
     * Takes what was typed, so that another view may be shown.
     *
     * @return whether all of it could be read
     */
    public boolean leave() {
        boolean read = viewModel.commit();
        if (!read) {
            goTo(viewModel.problems().get(0).line());
        }
        return read;
    }

    public void focus() {
        area.requestFocus();
    }

    public Parent root() {
        return root;
    }
}
