package controlfreak.ui.form;

import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.Optional;

/** Working folders as they are typed into forms. Any thread. */
final class WorkingFolder {
    private WorkingFolder() {}

    static Optional<String> problem(String typed) {
        return typed.indexOf('\0') >= 0 ? Optional.of(Texts.text("form.cwd.problem")) : Optional.empty();
    }

    static Optional<String> typed(String typed) {
        return Optional.of(typed).filter(text -> !text.isBlank());
    }

    /** The folder that is meant; empty where that is not known. */
    static Optional<Path> resolved(Optional<Path> workspace, String typed) {
        if (problem(typed).isPresent()) {
            return workspace;
        }
        Path folder = Path.of(typed);
        return folder.isAbsolute()
                ? Optional.of(folder)
                : workspace.map(base -> base.resolve(folder).normalize());
    }
}
