package controlfreak.ui.environment.transfer;

import controlfreak.model.Bugs;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.ui.environment.edit.EnvironmentEdits;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Overlay;
import controlfreak.ui.fx.SaveChooser;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.EnvFile;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.dotenv.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Brings variables in from {@code .env} files and takes them out to such files. FX thread only. */
public final class EnvironmentFiles {
    private final EnvironmentViewModel viewModel;
    private final Dialogs dialogs;
    private final SaveChooser saveChooser;
    private final Background files;
    private final Overlay overlay;
    private final Consumer<String> notice;
    private Optional<Path> folder = Optional.empty();
    private Dialect lastRead;
    private Dialect lastWritten;

    /**
     * @param files where files are read and written
     * @param notice is told what was done
     */
    public EnvironmentFiles(
            EnvironmentViewModel viewModel,
            Dialogs dialogs,
            SaveChooser saveChooser,
            Executor files,
            Overlay overlay,
            Consumer<String> notice) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.saveChooser = saveChooser;
        this.files = new Background(files, Platform::runLater);
        this.overlay = overlay;
        this.notice = notice;
    }

    /** Asks for a file and shows what it holds. */
    public void importFile() {
        notice.accept("");
        EnvironmentTarget into = viewModel.targetProperty().get();
        dialogs.chooseFile(Texts.text("env.import.choose"), folder).ifPresent(file -> {
            folder = Optional.ofNullable(file.toAbsolutePath().getParent());
            files.call(() -> EnvFile.read(file))
                    .whenComplete(done(text -> preview(file, text, into), "env.import.failed"));
        });
    }

    /** What is done with a result, or told of what stood in its way. */
    private <T> BiConsumer<T, Throwable> done(Consumer<T> result, String failure) {
        return (value, problem) -> {
            if (problem == null) {
                result.accept(value);
            } else if (problem instanceof WorkspaceException) {
                dialogs.error(Texts.text(failure), problem.getMessage());
            } else {
                Bugs.tell(problem);
            }
        };
    }

    private void preview(Path file, String text, EnvironmentTarget into) {
        if (!into.equals(viewModel.targetProperty().get()) || overlay.isOpen() || viewModel.isLocked()) {
            // The operator has gone on meanwhile.
            return;
        }
        EffectiveEnvironment effective = viewModel.effective();
        ImportViewModel lines =
                new ImportViewModel(text, viewModel.edits(), ImportViewModel.inheritedBy(into.origin(), effective));
        lines.dialectProperty().addListener((property, before, chosen) -> lastRead = chosen);
        lines.dialectProperty().set(lastRead);
        overlay.open(new ImportView(file, into.inWords(), lines, overlay::close).root());
    }

    /** Shows what a file would hold, then asks for one and writes it. */
    public void exportFile() {
        notice.accept("");
        EnvironmentTarget of = viewModel.targetProperty().get();
        ExportViewModel export = new ExportViewModel(viewModel.edits().own(), viewModel.effective());
        export.dialectProperty().addListener((property, before, chosen) -> lastWritten = chosen);
        export.dialectProperty().set(lastWritten);
        overlay.open(new ExportView(of.inWords(), export, () -> write(export, of), overlay::close).root());
    }

    private void write(ExportViewModel export, EnvironmentTarget of) {
        String name = Texts.text("env.export.name", EnvironmentEdits.inWords(of));
        saveChooser.choose(Texts.text("env.export.choose"), folder, name).ifPresent(file -> {
            folder = Optional.ofNullable(file.toAbsolutePath().getParent());
            overlay.close();
            String text = export.text();
            int count = export.count();
            files.call(() -> {
                        EnvFile.write(file, text);
                        return Texts.text("env.export.done", count, file);
                    })
                    .whenComplete(done(notice, "env.export.failed"));
        });
    }
}
