package controlfreak.ui.main.verb;

import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus.Ability;
import controlfreak.model.status.ServiceState;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What an operator can do to processes, and to which of them it can be done. Any thread; rows: FX thread. */
public enum Verb implements Request {
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
    /** Restart of several, each up before the next. */
    ROLL,
    /** A service takes up changed settings while it runs. */
    REREAD,
    /** A running worker becomes what its proxy forks from. */
    REFORK,
    KILL,
    RUN,
    SHUTDOWN,
    /** Restart of a proxy: what it has loaded is loaded anew. */
    RELOAD,
    /** A proxy's process is replaced by a new one while its services go on. */
    RECYCLE,
    /** A recycling or reforking that is under way goes back. */
    CANCEL;

    private static final Set<Verb> FOR_PROXIES = EnumSet.of(RUN, SHUTDOWN, RELOAD, RECYCLE, CANCEL);
    private static final Set<Verb> OUT_OF_THE_WAY =
            EnumSet.of(RUN, SHUTDOWN, RELOAD, RECYCLE, CANCEL, REFORK, ROLL, REREAD, WITHNEEDS, ANYWAY, RETRY, GIVEUP);
    private static final Set<Verb> DISTURBING = EnumSet.of(STOP, RESTART, KILL, SHUTDOWN, RELOAD);

    public boolean isForProxies() {
        return FOR_PROXIES.contains(this);
    }

    /** Whether a menu of what is selected leaves it out where it does not fit, rather than show it disabled. */
    public boolean isOutOfTheWay() {
        return OUT_OF_THE_WAY.contains(this);
    }

    /** Of how many at least it makes sense. */
    int least() {
        return this == ROLL ? 2 : 1;
    }

    /** Of how many at most it makes sense. */
    int most() {
        return this == REFORK ? 1 : Integer.MAX_VALUE;
    }

    /** Whether it takes processes away that run, all at a time. */
    boolean disturbs() {
        return DISTURBING.contains(this);
    }

    @Override
    public String title() {
        return Texts.text("main.verb." + key());
    }

    /** What it does, with whom it does it to: {@code Restart web-1 one by one}. */
    public String title(String target) {
        return Texts.text("main.act." + key(), target);
    }

    /** The part of a text's key that stands for it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rows that are meant where some are selected: for a service's verb the processes of what is selected. */
    List<Row> candidates(Collection<Row> selected) {
        Stream<? extends Row> meant = isForProxies()
                ? selected.stream().filter(ProxyRow.class::isInstance)
                : selected.stream().flatMap(ServiceRow::of);
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
            // What ends may be on its way to a new start.
            case STOP -> state.isUp();
            case RESTART -> !row.isLeaving();
            case ROLL -> state == ServiceState.RUNNING && !row.isLeaving();
            case REREAD ->
                row.canReload() && state.isLive() && row.status().pid().isPresent() && !row.isLeaving();
            case REFORK ->
                state == ServiceState.RUNNING
                        && row.proxy().filter(Verb::canRefork).isPresent();
            case KILL -> state.isLive();
            case RUN, SHUTDOWN, RELOAD, RECYCLE, CANCEL -> false;
        };
    }

    private boolean fits(ProxyRow row) {
        ProxyState state = row.status().state();
        return switch (this) {
            case RUN -> !state.isLive() && row.hasCommand() && !row.isLeaving();
            case SHUTDOWN -> state.isLive() || row.status().retry().isPresent();
            case RELOAD -> state.isLive() && row.hasCommand() && !row.isLeaving();
            case RECYCLE -> row.isAtEase() && row.hasCommand() && !row.isLeaving();
            case CANCEL ->
                row.status()
                        .changeover()
                        .filter(ChangeoverStatus::isCancellable)
                        .isPresent();
            case START, WITHNEEDS, ANYWAY, RETRY, GIVEUP, STOP, RESTART, ROLL, REREAD, REFORK, KILL -> false;
        };
    }

    private static boolean canRefork(ProxyRow row) {
        return row.isAtEase()
                && row.status()
                        .ready()
                        .filter(ready -> ready.can(Ability.REFORK))
                        .isPresent();
    }
}
