package controlfreak.ui.main.menu;

/**
 * What puts the cursor into the fields of the log. FX thread only.
 *
 * @param find the one for what to find
 * @param type the one for what a service is to read
 */
public record LogFields(Runnable find, Runnable type) {
    public static final LogFields NONE = new LogFields(() -> {}, () -> {});
}
