package controlfreak.ui.workspace;

import controlfreak.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Lets a workspace file be opened by dropping it on a window. FX thread only. */
public final class WorkspaceDrop {
    private WorkspaceDrop() {}

    public static void install(Scene scene, Consumer<Path> open) {
        scene.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (workspace(event.getDragboard()).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            Optional<Path> file = workspace(event.getDragboard());
            event.setDropCompleted(file.isPresent());
            // A dialog within the drop would hold up the program that it came from.
            file.ifPresent(path -> Platform.runLater(() -> open.accept(path)));
            event.consume();
        });
    }

    private static Optional<Path> workspace(Dragboard board) {
        return board.hasFiles() && board.getFiles().size() == 1
                ? Optional.of(board.getFiles().get(0).toPath())
                        .filter(file -> file.toString().endsWith(WorkspaceFile.SUFFIX))
                : Optional.empty();
    }
}
