package controlfreak.ui.form;

/** What a form is open for. Any thread. */
enum Purpose {
    CREATE,
    EDIT,
    DUPLICATE
}
