package controlfreak.ui.main.verb;

/** What the operator can ask to be done to processes. Immutable; any thread. */
public interface Request {
    /** What it is called, without whom it is about: {@code Restart one by one}. */
    String title();
}
