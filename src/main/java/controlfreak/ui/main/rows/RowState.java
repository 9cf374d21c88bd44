package controlfreak.ui.main.rows;

import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.util.Locale;

/**
 * The five looks that a row can have, the one that most needs attention first. Each has a shape, a word and a colour.
 * Any thread.
 */
public enum RowState {
    TROUBLE,
    /** Not ready: runs and is not yet, or is tried again. */
    RETRYING,
    MOVING,
    RUNNING,
    OFF;

    public static RowState of(ServiceStatus status) {
        return status.state() == ServiceState.RUNNING && !status.ready() ? RETRYING : of(status.state());
    }

    /** Of a service that is ready as soon as it runs. */
    public static RowState of(ServiceState state) {
        return switch (state) {
            case STOPPED -> OFF;
            case STARTING, STOPPING -> MOVING;
            case RUNNING -> RUNNING;
            case BACKOFF -> RETRYING;
            case FAIL, FATAL -> TROUBLE;
        };
    }

    public static RowState of(ProxyStatus status) {
        return switch (status.state()) {
            case UP -> status.changeover().isPresent() ? MOVING : RUNNING;
            case FAIL -> status.retry().isPresent() ? RETRYING : TROUBLE;
            case DOWN, PRELOADING, STOPPING -> of(status.state());
        };
    }

    /** Of a proxy that is not to come back by itself. */
    public static RowState of(ProxyState state) {
        return switch (state) {
            case DOWN -> OFF;
            case PRELOADING, STOPPING -> MOVING;
            case UP -> RUNNING;
            case FAIL -> TROUBLE;
        };
    }

    /** The style class of a row, and the part of a text's key, that stands for it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
