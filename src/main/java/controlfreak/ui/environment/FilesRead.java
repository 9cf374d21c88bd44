package controlfreak.ui.environment;

import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.form.given.EnvFilesEditor;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Overlay;
import javafx.scene.control.Label;

/** The files that the variables of what is shown are read from. FX thread only. */
final class FilesRead {
    private FilesRead() {}

    /** Has a label name them, and what is wrong with them; it takes no room where there are none. */
    static void show(Label label, EnvironmentViewModel viewModel) {
        label.textProperty().bind(viewModel.filesProperty());
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
    }

    static void edit(EnvironmentViewModel viewModel, Dialogs dialogs, Overlay overlay) {
        EnvFilesEditor editor = new EnvFilesEditor(
                viewModel.targetProperty().get().inWords(),
                viewModel.edits().files(),
                dialogs,
                viewModel.edits()::folder,
                viewModel.edits()::setFiles,
                overlay::close);
        overlay.open(editor.root());
    }
}
