package controlfreak.ui.main.menu;

/** The pages about the panel itself. FX thread only. */
public interface Pages {
    void keys();

    void changeKeys();

    void settings();

    void about();
}
