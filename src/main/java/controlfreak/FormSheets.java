package controlfreak;

import controlfreak.ui.form.ProxyFormView;
import controlfreak.ui.form.ProxyFormViewModel;
import controlfreak.ui.form.ProxyForms;
import controlfreak.ui.form.ServiceFormView;
import controlfreak.ui.form.ServiceFormViewModel;
import controlfreak.ui.form.ServiceForms;
import controlfreak.ui.form.WorkspaceEditing;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.main.FormCommands;
import controlfreak.ui.main.MainView;
import controlfreak.ui.main.rows.RowKey;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows forms in the main window's sheet. FX thread only. */
final class FormSheets implements FormCommands {
    private final ProxyForms proxies;
    private final ServiceForms services;
    private final Dialogs dialogs;
    private final Supplier<MainView> window;

    FormSheets(WorkspaceEditing editing, Dialogs dialogs, Supplier<MainView> window) {
        this.proxies = new ProxyForms(editing);
        this.services = new ServiceForms(editing);
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

    private void show(ProxyFormViewModel form) {
        ProxyFormView view = new ProxyFormView(form, dialogs, () -> window.get().hideSheet());
        window.get().showSheet(view.root(), view::cancel);
        view.focusFirst();
    }

    private void show(ServiceFormViewModel form) {
        ServiceFormView view =
                new ServiceFormView(form, dialogs, () -> window.get().hideSheet());
        window.get().showSheet(view.root(), view::cancel);
        view.focusFirst();
    }
}
