package controlfreak.ui.main.rows;

import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Locale;

/**
 * The five states that rows are in and are counted by, the one that most needs attention first: rows, chips, status bar,
 * notices and history have them from here. Each has a shape, a colour and, in the texts, a name, a count and what it
 * means. Any thread.
 */
public enum RowState {
    /** Has failed, be it tried again by itself or not. */
    FAILING,
    /** Runs and is not ready, or is paused. */
    UNREADY,
    /** On its way up or down. */
    CHANGING,
    RUNNING,
    OFF;

    /** As they are counted for people: what is well first. */
    public static final List<RowState> COUNTED = List.of(RUNNING, CHANGING, UNREADY, FAILING, OFF);

    public static RowState of(ServiceStatus status) {
        return status.state() == ServiceState.RUNNING && !status.ready() ? UNREADY : of(status.state());
    }

    /** Of a service that is ready as soon as it runs. */
    public static RowState of(ServiceState state) {
        return switch (state) {
            case STOPPED -> OFF;
            case STARTING, STOPPING -> CHANGING;
            case RUNNING -> RUNNING;
            case BACKOFF, FAIL, FATAL -> FAILING;
        };
    }

    public static RowState of(ProxyStatus status) {
        return status.state() == ProxyState.UP && status.changeover().isPresent() ? CHANGING : of(status.state());
    }

    public static RowState of(ProxyState state) {
        return switch (state) {
            case DOWN -> OFF;
            case PRELOADING, STOPPING -> CHANGING;
            case UP -> RUNNING;
            case FAIL -> FAILING;
        };
    }

    /** What it is called where rows are chosen by it. */
    public String title() {
        return Texts.text("state.name." + key());
    }

    /** Which rows it holds. */
    public String meaning() {
        return Texts.text("state.meaning." + key());
    }

    /** {@code 3 failing}. */
    public String counted(int rows) {
        return Texts.text("state.count." + key(), Integer.toString(rows));
    }

    /** The style class of a row, and the part of a text's key, that stands for it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
