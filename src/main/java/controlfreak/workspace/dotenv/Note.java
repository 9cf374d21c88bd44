package controlfreak.workspace.dotenv;

/**
 * What an operator should know of an entry. Immutable; any thread.
 *
 * @param detail what it is about: a name, a line's number, a piece of the text; may be empty
 */
public record Note(Kind kind, String detail) {
    /** What is to be known. */
    public enum Kind {
        /** The line is no variable in this dialect. */
        NOT_UNDERSTOOD(true),
        /** A quotation mark is never closed. */
        UNCLOSED_QUOTE(true),
        /** Something stands behind the closing quotation mark. */
        AFTER_QUOTE(true),
        /** The dialect has no such names. */
        BAD_NAME(true),
        /** The name has a character (a sentence in detail) that cannot be seen. */
        HIDDEN_CHARACTER(true),
        /** No process can get such a value. */
        BAD_VALUE(true),
        /** A reference to a variable cannot be read. */
        BAD_REFERENCE(true),
        /** The value asks for a variable (detail) that is not set. */
        REQUIRED(true),
        /** The value grew without bounds while variables were filled in. */
        TOO_LONG(true),
        /** A later line (detail) sets the name again. */
        REPEATED(true),
        /** A "#" is part of the value. */
        HASH_KEPT(false),
        /** What begins with "#" was left out as a comment. */
        HASH_CUT(false),
        /** Quotation marks are part of the value. */
        QUOTES_KEPT(false),
        /** A command would be run by a shell; here it is text. */
        COMMAND(false),
        /** A reference stays as text, for the dialect fills none in. */
        REFERENCE_KEPT(false),
        /** What follows the name in a reference stays as text, for the dialect has no defaults. */
        DEFAULT_KEPT(false),
        /** A variable (detail) is not set, and nothing stands for it. */
        MISSING(false),
        /** The line only names a variable: its value is the environment's. */
        FROM_ENVIRONMENT(false);

        private final boolean error;

        Kind(boolean error) {
            this.error = error;
        }

        /** Whether the entry cannot be taken. */
        public boolean isError() {
            return error;
        }
    }

    static Note of(Kind kind) {
        return new Note(kind, "");
    }
}
