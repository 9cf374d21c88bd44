package controlfreak.workspace;

import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonSplice;
import controlfreak.workspace.json.JsonTree;

/** The text of a workspace file that somebody may have laid out by hand. Any thread. */
final class WorkspaceText {
    private WorkspaceText() {}

    /** The text saying something else: edited where it differs, or written anew where it cannot be edited. */
    static String edited(String text, Workspace after) {
        try {
            String edited = spliced(text, after);
            String meant = WorkspaceWriter.write(after);
            return WorkspaceWriter.write(WorkspaceReader.read(edited)).equals(meant) ? edited : meant;
        } catch (JsonProblem noWorkspace) {
            return WorkspaceWriter.write(after);
        }
    }

    /** The edited text, not yet read again. */
    static String spliced(String text, Workspace after) throws JsonProblem {
        Workspace before = WorkspaceReader.read(text);
        Object file = JsonTree.parse(text).plain();
        Places places = Places.of(file);
        OlderNames names = OlderNames.of(file);
        return JsonSplice.splice(
                text,
                names.kept(places.arranged(WorkspaceWriter.plain(before))),
                names.kept(places.arranged(WorkspaceWriter.plain(after))));
    }
}
