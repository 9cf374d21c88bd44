package controlfreak;

import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.form.FormSheet;
import controlfreak.ui.form.ProxyFormView;
import controlfreak.ui.form.ProxyFormViewModel;
import controlfreak.ui.form.ProxyForms;
import controlfreak.ui.form.ServiceFormView;
import controlfreak.ui.form.ServiceFormViewModel;
import controlfreak.ui.form.ServiceForms;
import controlfreak.ui.form.SocketsFormView;
import controlfreak.ui.form.SocketsFormViewModel;
import controlfreak.ui.form.WorkspaceEditing;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.main.MainView;
import controlfreak.ui.main.menu.FormCommands;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.workspace.preset.Presets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows forms in the main window's sheet. FX thread only. */
final class FormSheets implements FormCommands {
    private final WorkspaceEditing editing;
    private final ProxyForms proxies;
    private final ServiceForms services;
    private final Dialogs dialogs;
    private final Supplier<MainView> window;

    FormSheets(WorkspaceEditing editing, Supplier<Presets> presets, Dialogs dialogs, Supplier<MainView> window) {
        this.editing = editing;
        this.proxies = new ProxyForms(editing, presets);
        this.services = new ServiceForms(editing, presets);
        this.dialogs = dialogs;
        this.window = window;
    }

    @Override
    public void addProxy() {
        show(proxies.create());
    }

    @Override
    public void addService(Optional<String> proxy) {
        show(services.create(proxy));
    }

    @Override
    public void edit(RowKey row) {
        if (row instanceof RowKey.OfProxy proxy) {
            show(proxies.edit(proxy.name()));
        } else if (row instanceof RowKey.OfProcess process) {
            show(services.edit(process.id().service()));
        } else {
            show(services.edit(row.display()));
        }
    }

    @Override
    public void duplicate(RowKey row) {
        if (row instanceof RowKey.OfProxy proxy) {
            show(proxies.duplicate(proxy.name()));
        } else {
            show(services.duplicate(row.display()));
        }
    }

    @Override
    public void sockets() {
        show(new SocketsFormView(new SocketsFormViewModel(editing), dialogs, close()).root());
    }

    private void show(ProxyFormViewModel form) {
        show(new ProxyFormView(form, dialogs, close()).root());
    }

    private void show(ServiceFormViewModel form) {
        FormSheet sheet = new ServiceFormView(form, dialogs, close()).root();
        if (form.removal().isEmpty()) {
            sheet.offerStart(() -> window.get().startSelected());
        }
        show(sheet);
    }

    private void show(FormSheet sheet) {
        window.get().sheet().show(sheet, sheet::cancel);
        sheet.focusFirst();
    }

    /** Closes the sheet, and shows the row that came of it. */
    private Runnable close() {
        Workspace before = editing.workspace().get();
        return () -> {
            window.get().sheet().hide();
            added(before, editing.workspace().get()).ifPresent(window.get()::select);
        };
    }

    private static Optional<RowKey> added(Workspace before, Workspace now) {
        Stream<RowKey> proxies = now.proxies().stream()
                .filter(proxy -> before.proxy(proxy.name()).isEmpty())
                .map(proxy -> new RowKey.OfProxy(proxy.name()));
        Stream<RowKey> services = now.allServices().stream()
                .filter(service -> before.service(service.name()).isEmpty())
                .map(FormSheets::row);
        return Stream.concat(proxies, services).findFirst();
    }

    private static RowKey row(ServiceSpec service) {
        return service.instances() > 1
                ? new RowKey.OfGroup(service.name())
                : new RowKey.OfProcess(service.ids().get(0));
    }
}
