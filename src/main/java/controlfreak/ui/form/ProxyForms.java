package controlfreak.ui.form;

import controlfreak.model.ProxySpec;
import controlfreak.ui.workspace.FreeNames;

/** Opens forms for proxies of a workspace. FX thread only. */
public final class ProxyForms {
    private static final ProxySpec BLANK = ProxySpec.of("new");

    private final WorkspaceEditing editing;

    public ProxyForms(WorkspaceEditing editing) {
        this.editing = editing;
    }

    public ProxyFormViewModel create() {
        return new ProxyFormViewModel(editing, Purpose.CREATE, BLANK, "");
    }

    /**
     * A form that changes a proxy.
     *
     * @throws IllegalArgumentException where there is no such proxy
     */
    public ProxyFormViewModel edit(String name) {
        return new ProxyFormViewModel(editing, Purpose.EDIT, existing(name), name);
    }

    /**
     * A form for a copy with its services, under names that are free.
     *
     * @throws IllegalArgumentException where there is no such proxy
     */
    public ProxyFormViewModel duplicate(String name) {
        String copy = FreeNames.forProxy(editing.workspace().get(), name);
        return new ProxyFormViewModel(editing, Purpose.DUPLICATE, existing(name), copy);
    }

    private ProxySpec existing(String name) {
        return editing.workspace()
                .get()
                .proxy(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no proxy named \"" + name + "\"."));
    }
}
