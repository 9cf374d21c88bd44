package controlfreak.ui.main.rows;

/**
 * One number of a row. Immutable; any thread.
 *
 * @param value a part of one core, or bytes; 0 where there is none
 * @param old whether it is older than two periods of reading
 */
public record Figure(Kind kind, double value, boolean old) {
    /** What there is to show. */
    public enum Kind {
        VALUE,
        /** There is nothing to have such a number, or not yet. */
        NONE,
        /** Of what is shared: a program of its own, below a proxy, which has nothing in common with it. */
        APART,
        /** The system does not tell. */
        HIDDEN
    }

    public static final Figure NONE = new Figure(Kind.NONE, 0, false);
    public static final Figure APART = new Figure(Kind.APART, 0, false);
    public static final Figure HIDDEN = new Figure(Kind.HIDDEN, 0, false);

    public static Figure of(double value, boolean old) {
        return new Figure(Kind.VALUE, value, old);
    }

    public boolean isKnown() {
        return kind == Kind.VALUE;
    }

    public long bytes() {
        return (long) value;
    }

    /** For sorting: what is not known comes before all that is. */
    public double order() {
        return isKnown() ? value : -1;
    }
}
