package controlfreak.ui.log;

import controlfreak.guard.PrivateFiles;
import controlfreak.model.Bugs;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.SaveChooser;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogExport;
import controlfreak.ui.log.lines.LogWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Takes lines out of the pane: to the clipboard and to files. FX thread only. */
final class LogOutput {
    private final LogViewModel model;
    private final Dialogs dialogs;
    private final SaveChooser saveChooser;
    private final Background files;

    LogOutput(LogViewModel model, Dialogs dialogs, SaveChooser saveChooser, Executor files) {
        this.model = model;
        this.dialogs = dialogs;
        this.saveChooser = saveChooser;
        this.files = new Background(files, Platform::runLater);
    }

    void copy(List<LogEntry> entries) {
        copyText(LogExport.text(entries, false, false));
    }

    void copyWithTimes(List<LogEntry> entries) {
        copyText(LogExport.text(entries, true, model.isMerged()));
    }

    void copyText(String text) {
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Asks for a file and writes all visible lines to it, as they are shown. */
    void save() {
        List<LogEntry> lines = List.copyOf(model.lines());
        boolean merged = model.isMerged();
        boolean withTimes = model.timesProperty().get();
        String name = merged
                ? Texts.text("log.save.several")
                : model.notices().titleProperty().get();
        saveChooser
                .choose(Texts.text("log.save.title"), Optional.empty(), Texts.text("log.save.name", name))
                .ifPresent(file -> files.call(() -> PrivateFiles.write(file, LogExport.text(lines, withTimes, merged)))
                        .exceptionally(problem -> tell(file, problem)));
    }

    private Path tell(Path file, Throwable problem) {
        if (problem instanceof IOException e) {
            dialogs.error(Texts.text("log.save.failed"), Texts.text("log.save.failed.text", file, LogWords.reason(e)));
        } else {
            Bugs.tell(problem);
        }
        return file;
    }
}
