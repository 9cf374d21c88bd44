package controlfreak.ui.environment.text;

import controlfreak.model.Environment;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.fx.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The own variables of the target that is shown, as text. What is typed is taken by {@link #commit} as one edit; what
 * cannot be read is kept with its target until it can. Only what differs from the text that was begun with is changed, so
 * that edits made elsewhere meanwhile stay. FX thread only.
 */
public final class EnvironmentTextViewModel {
    private record Draft(String text, EnvironmentText begun, Environment base, boolean revealed) {}

    private final EnvironmentViewModel environment;
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty showSecrets = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper("");
    private final ObservableList<EnvironmentText.Problem> problems = FXCollections.observableArrayList();
    private final Map<EnvironmentTarget, Draft> drafts = new HashMap<>();
    private EnvironmentText begun = new EnvironmentText("", List.of());
    private Environment base = Environment.EMPTY;
    private boolean rendering;

    public EnvironmentTextViewModel(EnvironmentViewModel environment) {
        this.environment = environment;
        text.addListener(changed -> typed());
        showSecrets.addListener((property, was, shown) -> reveal(shown));
        environment.ownProperty().addListener(changed -> renderUnlessEdited());
        environment.revelations().changesProperty().addListener(changed -> renderUnlessEdited());
        environment.targetProperty().addListener((property, left, shown) -> {
            leave(left);
            enter(shown);
        });
        render();
    }

    private void typed() {
        if (!rendering) {
            edited.set(!text.get().equals(begun.text()));
            problems.setAll(read().problems());
        }
    }

    private EnvironmentText.Reading read() {
        return begun.read(text.get(), base, this::isMasked);
    }

    private boolean isSecret(String name) {
        return Secrets.isSecret(name, base.value(name));
    }

    private boolean isMasked(String name) {
        return environment.revelations().isMasked(name, base.value(name));
    }

    private void reveal(boolean shown) {
        if (!rendering) {
            base.entries().keySet().stream()
                    .filter(this::isSecret)
                    .forEach(name -> environment.revelations().set(name, shown));
            renderUnlessEdited();
        }
    }

    private void renderUnlessEdited() {
        if (!edited.get()) {
            render();
        }
    }

    private void render() {
        base = environment.ownProperty().get();
        begun = EnvironmentText.of(base, this::isMasked);
        show(begun.text());
    }

    private void show(String shown) {
        rendering = true;
        text.set(shown);
        rendering = false;
        typed();
        kept.set(Texts.text("env.text.kept", begun.kept().size()));
        rendering = true;
        showSecrets.set(base.entries().keySet().stream().anyMatch(this::isSecret)
                && base.entries().keySet().stream().noneMatch(this::isMasked));
        rendering = false;
    }

    private void leave(EnvironmentTarget left) {
        if (edited.get()) {
            Draft draft = new Draft(text.get(), begun, base, showSecrets.get());
            if (problems.isEmpty() && !environment.isLocked()) {
                Environment wanted = read().environment();
                edited.set(false);
                environment.edits().replace(left, base, wanted);
            } else {
                drafts.put(left, draft);
            }
        }
        edited.set(false);
    }

    private void enter(EnvironmentTarget shown) {
        render();
        Draft draft = drafts.remove(shown);
        if (draft != null) {
            base = draft.base();
            begun = draft.begun();
            edited.set(true);
            base.entries().keySet().stream()
                    .filter(name -> draft.revealed() && isSecret(name))
                    .forEach(name -> environment.revelations().set(name, true));
            show(draft.text());
        }
    }

    /**
     * Takes what was typed, unless the panel is locked: then it waits.
     *
     * @return whether all of it could be read; else nothing of it was taken
     */
    boolean commit() {
        if (edited.get() && problems.isEmpty() && !environment.isLocked()) {
            Environment wanted = read().environment();
            edited.set(false);
            environment.edits().replace(environment.targetProperty().get(), base, wanted);
            render();
        }
        return problems.isEmpty();
    }

    /** Forgets what was typed since the text was begun. */
    void discard() {
        edited.set(false);
        render();
    }

    StringProperty textProperty() {
        return text;
    }

    /** Whether secrets stand in the text instead of masks; does nothing while the text has problems. */
    BooleanProperty showSecretsProperty() {
        return showSecrets;
    }

    /** Why nothing may be changed; empty where it may. */
    ReadOnlyStringProperty lockProperty() {
        return environment.lockProperty();
    }

    /** Whether something was typed that is not taken yet. */
    ReadOnlyBooleanProperty editedProperty() {
        return edited.getReadOnlyProperty();
    }

    /** How many variables the text leaves out, in a sentence; empty where it leaves out none. */
    ReadOnlyStringProperty keptProperty() {
        return kept.getReadOnlyProperty();
    }

    ObservableList<EnvironmentText.Problem> problems() {
        return problems;
    }
}
