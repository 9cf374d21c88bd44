package controlfreak.ui.main.rows;

import controlfreak.figures.Subject;
import controlfreak.model.ServiceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which row is meant, whatever its place in the table: selection, expansion and actions go by it. Immutable; any
 * thread.
 */
public sealed interface RowKey {
    /** The name that people know it by. */
    String display();

    /** The service that it is of; empty for a proxy, and for a tag, which may hold several. */
    default Optional<String> service() {
        return Optional.empty();
    }

    /** Whose process it stands for; empty for a row of several. */
    default Optional<Subject> subject() {
        return Optional.empty();
    }

    /** As a text, for {@link #read}. */
    String text();

    /** Some keys as one text, for {@link #read}. */
    static String text(Collection<RowKey> keys) {
        return keys.stream().map(RowKey::text).collect(Collectors.joining("\n"));
    }

    /** The keys that {@link #text(Collection)} made a text of; what it could not have made is passed over. */
    static List<RowKey> read(String text) {
        return text.lines().flatMap(line -> RowKeyText.read(line).stream()).toList();
    }

    /** A proxy, by its name. */
    record OfProxy(String name) implements RowKey {
        @Override
        public String text() {
            return "proxy:" + name;
        }

        @Override
        public String display() {
            return name;
        }

        @Override
        public Optional<Subject> subject() {
            return Optional.of(new Subject.OfProxy(name));
        }
    }

    /** All instances of a service that has several, by the service's name. */
    record OfGroup(String name) implements RowKey {
        @Override
        public String text() {
            return "group:" + name;
        }

        @Override
        public String display() {
            return name;
        }

        @Override
        public Optional<String> service() {
            return Optional.of(name);
        }
    }

    /** All services that have a tag as their first. */
    record OfTag(String tag) implements RowKey {
        @Override
        public String text() {
            return "tag:" + tag;
        }

        @Override
        public String display() {
            return tag;
        }
    }

    /** One process of a service. */
    record OfProcess(ServiceId id) implements RowKey {
        @Override
        public String text() {
            return "process:" + id.instance() + ":" + id.service();
        }

        @Override
        public String display() {
            return id.name();
        }

        @Override
        public Optional<String> service() {
            return Optional.of(id.service());
        }

        @Override
        public Optional<Subject> subject() {
            return Optional.of(new Subject.OfService(id));
        }
    }
}
