package controlfreak.ui.form;

import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.workspace.FreeNames;
import controlfreak.workspace.preset.Presets;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens forms for services of a workspace. FX thread only. */
public final class ServiceForms {
    private static final ServiceSpec BLANK = ServiceSpec.of("new", new Command.Text("true"));

    private final WorkspaceEditing editing;
    private final Supplier<Presets> presets;

    /** @param presets those that are known by now */
    public ServiceForms(WorkspaceEditing editing, Supplier<Presets> presets) {
        this.editing = editing;
        this.presets = presets;
    }

    /** A form for a new service, below a proxy or by itself. */
    public ServiceFormViewModel create(Optional<String> proxy) {
        return form(new ServiceFormViewModel.Subject(Purpose.CREATE, BLANK, "", Optional.empty(), proxy));
    }

    /**
     * A form that changes a service.
     *
     * @throws IllegalArgumentException where there is no such service
     */
    public ServiceFormViewModel edit(String name) {
        ServiceSpec service = existing(name);
        return form(new ServiceFormViewModel.Subject(
                Purpose.EDIT, service, name, Optional.of(service.command()), proxyOf(name)));
    }

    /**
     * A form for a copy, under a name that is free.
     *
     * @throws IllegalArgumentException where there is no such service
     */
    public ServiceFormViewModel duplicate(String name) {
        ServiceSpec service = existing(name);
        String copy = FreeNames.forService(editing.workspace().get(), service);
        return form(new ServiceFormViewModel.Subject(
                Purpose.DUPLICATE, service, copy, Optional.of(service.command()), proxyOf(name)));
    }

    private ServiceFormViewModel form(ServiceFormViewModel.Subject subject) {
        return new ServiceFormViewModel(editing, subject, presets.get());
    }

    private ServiceSpec existing(String name) {
        Workspace workspace = editing.workspace().get();
        return workspace
                .service(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no service named \"" + name + "\"."));
    }

    private Optional<String> proxyOf(String name) {
        return editing.workspace().get().proxyOf(name).map(proxy -> proxy.name());
    }
}
