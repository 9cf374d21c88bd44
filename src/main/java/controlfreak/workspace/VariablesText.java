package controlfreak.workspace;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import controlfreak.workspace.dotenv.EnvEntry;
import controlfreak.workspace.dotenv.Note;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text of a file of variables, or why there is none, and what it says by the rules of a dialect. Any thread. */
final class VariablesText {
    /** Many processes ask for the same. */
    private static final int REMEMBERED = 16;

    private record Question(Dialect dialect, Map<String, String> below) {
        /** Names only: values may be secrets. */
        @Override
        public String toString() {
            return dialect + " above " + below.keySet();
        }
    }

    private final Path path;
    private final Optional<String> text;
    private final FileVariables otherwise;

    private final Map<Question, FileVariables> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, FileVariables> eldest) {
            return size() > REMEMBERED;
        }
    };

    private VariablesText(Path path, Optional<String> text, FileVariables otherwise) {
        this.path = path;
        this.text = text;
        this.otherwise = otherwise;
    }

    static VariablesText of(Path path, String text) {
        return new VariablesText(path, Optional.of(text), FileVariables.nothing(path));
    }

    /** One that nobody has read yet. */
    static VariablesText unread(Path path) {
        return new VariablesText(path, Optional.empty(), FileVariables.nothing(path));
    }

    /** @param problem why, in a sentence */
    static VariablesText unreadable(Path path, String problem, boolean isMissing) {
        return new VariablesText(
                path,
                Optional.empty(),
                new FileVariables(path, Environment.EMPTY, Map.of(), Optional.of(problem), isMissing));
    }

    /** Whether it says the same as another. */
    boolean says(VariablesText other) {
        return text.equals(other.text) && otherwise.equals(other.otherwise);
    }

    FileVariables variables(Dialect dialect, Map<String, String> below) {
        if (text.isEmpty()) {
            return otherwise;
        }
        synchronized (answers) {
            return answers.computeIfAbsent(new Question(dialect, Map.copyOf(below)), this::answer);
        }
    }

    private FileVariables answer(Question question) {
        List<EnvEntry> entries = controlfreak.workspace.dotenv.Dialect.valueOf(
                        question.dialect().name())
                .read(text.orElseThrow(), question.below());
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        Optional<String> problem = Optional.empty();
        for (EnvEntry entry : entries) {
            if (entry.isTakable()) {
                values.put(entry.name(), Optional.of(entry.value()));
                lines.put(entry.name(), entry.line());
            } else if (problem.isEmpty() && !isSkipped(entry, question.dialect())) {
                problem = Optional.of(path + ", line " + entry.line() + ": " + words(entry));
            }
        }
        return new FileVariables(path, Environment.of(values), lines, problem, false);
    }

    /** A later line stands for it, or the tools that read this dialect pass over such a line, too. */
    private static boolean isSkipped(EnvEntry entry, Dialect dialect) {
        boolean isLenient = dialect == Dialect.FOREMAN || dialect == Dialect.SYSTEMD;
        return entry.notes().stream()
                .map(Note::kind)
                .filter(Note.Kind::isError)
                .allMatch(kind -> kind == Note.Kind.REPEATED
                        || isLenient && (kind == Note.Kind.NOT_UNDERSTOOD || kind == Note.Kind.BAD_NAME));
    }

    /** What is wrong, in a sentence without the value. */
    private static String words(EnvEntry entry) {
        Note note = entry.notes().stream()
                .filter(any -> any.kind().isError() && any.kind() != Note.Kind.REPEATED)
                .findFirst()
                .orElseThrow();
        return switch (note.kind()) {
            case UNCLOSED_QUOTE -> "A quotation mark is never closed.";
            case AFTER_QUOTE -> "Something stands behind the closing quotation mark.";
            case BAD_NAME -> "No variable can have that name.";
            case HIDDEN_CHARACTER -> note.detail();
            case BAD_VALUE -> "No variable can have that value.";
            case BAD_REFERENCE -> "A reference to a variable cannot be read.";
            case REQUIRED -> "The variable " + note.detail() + " is needed, and is not set.";
            case TOO_LONG -> "The value is longer than a process can get.";
            default -> "This is no variable.";
        };
    }
}
