package controlfreak.ui.main.rows;

import controlfreak.model.ServiceId;

/**
 * Which row is meant, whatever its place in the table: selection, expansion and actions go by it. Immutable; any
 * thread.
 */
public sealed interface RowKey {
    /** The name that people know it by. */
    String display();

    /** A proxy, by its name. */
    record OfProxy(String name) implements RowKey {
        @Override
        public String display() {
            return name;
        }
    }

    /** All instances of a service that has several, by the service's name. */
    record OfGroup(String service) implements RowKey {
        @Override
        public String display() {
            return service;
        }
    }

    /** One process of a service. */
    record OfProcess(ServiceId id) implements RowKey {
        @Override
        public String display() {
            return id.name();
        }
    }
}
