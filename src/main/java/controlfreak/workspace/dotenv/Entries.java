package controlfreak.workspace.dotenv;

import controlfreak.model.Environment;
import controlfreak.model.ExecLimit;
import controlfreak.model.HiddenCharacters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text that is being read, and what was found in it so far. */
final class Entries {
    private final String text;
    private final Map<String, String> environment;
    private final Map<String, String> values = new HashMap<>();
    private final List<EnvEntry> all = new ArrayList<>();
    private long total;
    private int counted;
    private int line = 1;

    Entries(String text, Map<String, String> environment) {
        this.text = text;
        this.environment = environment;
    }

    String text() {
        return text;
    }

    /** Where the line ends that a place lies on: at its newline, or at the end. */
    int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** What a reference finds: the environment comes before the file in every dialect that has references. */
    Optional<String> value(String name) {
        return isFull() ? Optional.of("") : Optional.ofNullable(environment.getOrDefault(name, values.get(name)));
    }

    Optional<String> inherited(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** Whether the values that were found are more than any process can get. */
    private boolean isFull() {
        return total > Lengths.ALL;
    }

    /** @param at where it begins; not before the entry that was found last */
    void add(int at, String name, String value, List<Note> notes) {
        List<Note> all = new ArrayList<>(notes);
        Optional<String> hidden = HiddenCharacters.problem(name);
        if (hidden.isPresent()) {
            all.removeIf(note -> note.kind() == Note.Kind.BAD_NAME);
            all.add(new Note(Note.Kind.HIDDEN_CHARACTER, hidden.get()));
        } else if (Environment.nameProblem(name).isPresent()) {
            all.add(Note.of(Note.Kind.BAD_NAME));
        } else if (Environment.valueProblem(value).isPresent()) {
            all.add(Note.of(Note.Kind.BAD_VALUE));
        }
        total += value.length();
        boolean tooLong = isFull() || ExecLimit.isAbove(value);
        if (tooLong) {
            all.removeIf(note -> note.kind() == Note.Kind.BAD_VALUE || note.kind() == Note.Kind.TOO_LONG);
            all.add(Note.of(Note.Kind.TOO_LONG));
        }
        String kept = tooLong ? "" : value;
        this.all.add(new EnvEntry(lineOf(at), name, kept, all));
        values.put(name, kept);
    }

    /** Notes that a line is no variable; a character that cannot be seen where a name should be is told as the cause. */
    void reject(int at, Note.Kind kind) {
        reject(at, endOfLine(at), kind);
    }

    /** The same, of a line that ends elsewhere. */
    void reject(int at, int end, Note.Kind kind) {
        String line = text.substring(at, end).strip();
        Note note = HiddenCharacters.problem(
                        line.substring(0, Math.max(0, line.indexOf('='))).stripTrailing())
                .filter(hidden -> kind == Note.Kind.NOT_UNDERSTOOD)
                .map(hidden -> new Note(Note.Kind.HIDDEN_CHARACTER, hidden))
                .orElse(Note.of(kind));
        all.add(new EnvEntry(lineOf(at), "", line, List.of(note)));
    }

    private int lineOf(int at) {
        for (; counted < at; counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    /** What was found, marked where a later entry sets the same name. */
    List<EnvEntry> marked() {
        Map<String, EnvEntry> last = new HashMap<>();
        all.stream().filter(EnvEntry::isTakable).forEach(entry -> last.put(entry.name(), entry));
        return all.stream()
                .map(entry -> entry.isTakable() && last.get(entry.name()) != entry
                        ? repeated(entry, last.get(entry.name()).line())
                        : entry)
                .toList();
    }

    private static EnvEntry repeated(EnvEntry entry, int line) {
        List<Note> notes = new ArrayList<>(entry.notes());
        notes.add(new Note(Note.Kind.REPEATED, String.valueOf(line)));
        return new EnvEntry(entry.line(), entry.name(), entry.value(), notes);
    }
}
