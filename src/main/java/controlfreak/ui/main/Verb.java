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
    /** Starts what it is started after, too. */
    WITHNEEDS,
    /** Starts without waiting for anything. */
    ANYWAY,
    /** Starts at once what would be tried again later. */
    RETRY,
    /** Has it not tried again. */
    GIVEUP,
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
        return this == STOP || this == RESTART || this == KILL || this == SHUTDOWN || this == RELOAD;
    }

    /** Whether it is for so few rows that it is not worth a line where it fits none. */
    boolean isForSome() {
        return isForProxies() || this == WITHNEEDS || this == ANYWAY || this == RETRY || this == GIVEUP;
    }

    /** The part of a text's key that stands for it. */
    String key() {
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
            case WITHNEEDS, ANYWAY -> row.hasNeeds() && (!state.isLive() || row.isWaiting()) && !row.isLeaving();
            case RETRY -> state == ServiceState.BACKOFF && !row.isLeaving();
            case GIVEUP -> state == ServiceState.BACKOFF;
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
            case START, WITHNEEDS, ANYWAY, RETRY, GIVEUP, STOP, RESTART, KILL -> false;
        };
    }
}
