package controlfreak.figures;

import controlfreak.model.ServiceId;

/** Whose figures are meant. Immutable; any thread. */
public sealed interface Subject {
    String name();

    /** A proxy's own process. */
    record OfProxy(String name) implements Subject {}

    /** A service's process. */
    record OfService(ServiceId id) implements Subject {
        @Override
        public String name() {
            return id.name();
        }
    }
}
