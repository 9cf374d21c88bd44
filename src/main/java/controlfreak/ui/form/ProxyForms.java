package controlfreak.ui.form;

import controlfreak.model.ProxySpec;
import controlfreak.ui.workspace.FreeNames;
import controlfreak.workspace.preset.Presets;
import java.util.function.Supplier;

/** Opens forms for proxies of a workspace. FX thread only. */
public final class ProxyForms {
    private static final ProxySpec BLANK = ProxySpec.of("new");

    private final WorkspaceEditing editing;
    private final Supplier<Presets> presets;

    /** @param presets those that are known by now */
    public ProxyForms(WorkspaceEditing editing, Supplier<Presets> presets) {
        this.editing = editing;
        this.presets = presets;
    }

    public ProxyFormViewModel create() {
        return form(Purpose.CREATE, BLANK, "");
    }

    /**
     * A form that changes a proxy.
     *
     * @throws IllegalArgumentException where there is no such proxy
     */
    public ProxyFormViewModel edit(String name) {
        return form(Purpose.EDIT, existing(name), name);
    }

    /**
     * A form for a copy with its services, under names that are free.
     *
     * @throws IllegalArgumentException where there is no such proxy
     */
    public ProxyFormViewModel duplicate(String name) {
        String copy = FreeNames.forProxy(editing.workspace().get(), name);
        return form(Purpose.DUPLICATE, existing(name), copy);
    }

    private ProxyFormViewModel form(Purpose purpose, ProxySpec base, String name) {
        return new ProxyFormViewModel(
                editing, purpose, base, name, presets.get().ofProxies());
    }

    private ProxySpec existing(String name) {
        return editing.workspace()
                .get()
                .proxy(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no proxy named \"" + name + "\"."));
    }
}
