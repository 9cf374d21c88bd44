package controlfreak.ui.main.rows;

import controlfreak.log.text.AddressInUse;
import controlfreak.model.ServiceId;
import java.util.Map;
import java.util.Optional;

/** What rows ask of the engine beside their statuses. Any thread; nothing blocks. */
public interface RowsSource {
    /** The variables that a process would get if it was started now; empty where the engine does not know it. */
    Optional<Map<String, String>> ofService(ServiceId id);

    /** The variables that a proxy would get if it was run now; empty where the engine does not know it. */
    Optional<Map<String, String>> ofProxy(String name);

    /** What that run says of an address that is in use; empty where it says nothing of one. */
    default Optional<AddressInUse> addressInUse(RowKey process) {
        return Optional.empty();
    }

    /** What the last run that has ended says of why, as far as memory has it; empty where it says nothing. */
    Optional<String> lastWords(RowKey process);
}
