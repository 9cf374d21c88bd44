package controlfreak.ui.main;

import controlfreak.model.ProxyState;
import controlfreak.model.ServiceState;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an operator can do to processes, and to which of them it can be done. Any thread; rows: FX thread. */
public enum Verb {
    START,
    STOP,
    RESTART,
    KILL,
    RUN,
    SHUTDOWN,
    /** Restart of a proxy: what it has loaded is loaded anew. */
    RELOAD;

    public boolean isForProxies() {
        return this == RUN || this == SHUTDOWN || this == RELOAD;
    }

    /** Whether it takes processes away that run. */
    boolean disturbs() {
        return this != START && this != RUN;
    }

    /** The part of a text's key that stands for it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rows that are meant where some are selected: for a service's verb the processes of what is selected. */
    List<Row> candidates(Collection<Row> selected) {
        Stream<? extends Row> meant = isForProxies()
                ? selected.stream().filter(ProxyRow.class::isInstance)
                : selected.stream().flatMap(Row::processes);
        return meant.<Row>map(row -> row).distinct().toList();
    }

    boolean fits(Row row) {
        if (row instanceof ProxyRow proxy) {
            return isForProxies() && fits(proxy);
        }
        return row instanceof ServiceRow service && fits(service);
    }

    private boolean fits(ServiceRow row) {
        ServiceState state = row.state();
        return switch (this) {
            // In backoff a start cuts the wait short.
            case START -> !state.isLive() && !row.isLeaving();
            case STOP -> state.isUp() && state != ServiceState.STOPPING;
            case RESTART -> !row.isLeaving();
            case KILL -> state.isLive();
            case RUN, SHUTDOWN, RELOAD -> false;
        };
    }

    private boolean fits(ProxyRow row) {
        ProxyState state = row.status().state();
        return switch (this) {
            case RUN -> !state.isLive() && row.hasCommand() && !row.isLeaving();
            case SHUTDOWN -> state.isLive() && state != ProxyState.STOPPING;
            case RELOAD -> state.isLive() && row.hasCommand() && !row.isLeaving();
            case START, STOP, RESTART, KILL -> false;
        };
    }
}
