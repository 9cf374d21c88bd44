package controlfreak.workspace.dotenv;

import java.util.List;

/**
 * A variable of a {@code .env} file, or a line of it that is none. Immutable; any thread.
 *
 * @param line the number of the line that it begins on, from 1
 * @param name empty for a line that is no variable
 * @param value what a process would get; for a line that is no variable, the line
 * @param notes what an operator should know before taking it
 */
public record EnvEntry(int line, String name, String value, List<Note> notes) {
    public EnvEntry {
        notes = List.copyOf(notes);
    }

    /** Whether it is a variable that can be set. */
    public boolean isTakable() {
        return notes.stream().noneMatch(note -> note.kind().isError());
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return line + ": " + name + " " + notes.stream().map(Note::kind).toList();
    }
}
