package controlfreak.model;

import java.util.Locale;

/**
 * What a service is started after. Immutable; any thread.
 *
 * @param name a service's, all of whose processes are meant, or else a proxy's
 */
public record Dependency(String name, Until until) {
    /** How far what it is started after must have come. */
    public enum Until {
        /** It counts as running; of a proxy: its process lives. */
        RUNNING,
        /**
         * It is {@linkplain Readiness known to be ready}; where nothing says how that is known, running will do. A
         * proxy is ready once it has loaded.
         */
        READY,
        /** It has run and ended by itself with exit code 0, as a job does; not for proxies. */
        COMPLETED;

        /** Its word in a workspace file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Dependency {
        Names.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    Dependency renamed(String old, String now) {
        return name.equals(old) ? new Dependency(now, until) : this;
    }
}
