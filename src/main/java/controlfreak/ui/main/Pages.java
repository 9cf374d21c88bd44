package controlfreak.ui.main;

/** The pages about the panel itself. FX thread only. */
interface Pages {
    void keys();

    void changeKeys();

    void settings();

    void about();
}
