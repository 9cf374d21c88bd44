package controlfreak.ui.main.menu;

import controlfreak.ui.main.MainView;
import controlfreak.ui.main.rows.RowKey;
import java.util.Optional;

/** Opens the forms; who implements it shows them by {@link MainView#sheet}. FX thread only. */
public interface FormCommands {
    void addProxy();

    /** Opens the form of a new service, which proposes to put it below {@code proxy}. */
    void addService(Optional<String> proxy);

    void edit(RowKey row);

    /** Opens the form of all sockets of the workspace. */
    void sockets();

    /** Proposes a copy under a name that is free. */
    void duplicate(RowKey row);
}
