package controlfreak.ui.workspace;

import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks before services are stopped because their workspace leaves, and stops them in sight. FX thread only. */
public final class StopFlow {
    private static final int NAMED = 5;

    /** Why the workspace leaves; each has its own words. */
    enum Reason {
        CLOSE("close"),
        OPEN("open"),
        QUIT("quit");

        private final String key;

        Reason(String key) {
            this.key = key;
        }
    }

    private final Dialogs dialogs;
    private final RunningServices services;
    private final Consumer<StopProgressViewModel> window;
    private final Executor fx;
    private final Clock clock;

    /**
     * @param window shows how far it has come until it is done, without waiting
     */
    public StopFlow(
            Dialogs dialogs,
            RunningServices services,
            Consumer<StopProgressViewModel> window,
            Executor fx,
            Clock clock) {
        this.dialogs = dialogs;
        this.services = services;
        this.window = window;
        this.fx = fx;
        this.clock = clock;
    }

    /** Whether anything runs. */
    boolean isNeeded() {
        return !services.live().isEmpty() || services.liveProxies() > 0;
    }

    /**
     * The services that leaving stops.
     *
     * @param consequence a sentence that names them
     */
    record Stops(int count, String consequence) {}

    /** What leaving stops; empty where no service runs. */
    Optional<Stops> stops(Reason reason) {
        List<ServiceStatus> live = services.live();
        int count = live.size();
        String names =
                live.stream().limit(NAMED).map(status -> status.id().name()).collect(Collectors.joining(", "));
        String text = count > NAMED ? Texts.text("workspace.live.more", names, count - NAMED) : names;
        return count == 0
                ? Optional.empty()
                : Optional.of(new Stops(count, Texts.text("workspace.live." + reason.key, text)));
    }

    /**
     * Does something once nothing runs; not at all where the operator would rather have it run on.
     *
     * @param isAgreed whether the operator has agreed to it already
     */
    void whenStopped(Reason reason, boolean isAgreed, Runnable then, Runnable otherwise) {
        if (!isNeeded()) {
            then.run();
        } else if (isAgreed || stops(reason).map(stops -> asked(reason, stops)).orElse(true)) {
            stop(then, otherwise);
        } else {
            otherwise.run();
        }
    }

    private boolean asked(Reason reason, Stops stops) {
        return dialogs.ask(
                        Texts.text("workspace.live.title", stops.count()),
                        stops.consequence(),
                        List.of(
                                Texts.text("workspace.live." + reason.key + ".stop", stops.count()),
                                Texts.text("dialog.cancel")),
                        0)
                == 0;
    }

    private void stop(Runnable then, Runnable otherwise) {
        StopProgressViewModel progress = new StopProgressViewModel(services, clock);
        window.accept(progress);
        services.stopAll()
                .whenComplete((nothing, problem) -> fx.execute(() -> {
                    progress.finish();
                    if (problem == null) {
                        then.run();
                    } else {
                        otherwise.run();
                        dialogs.error(
                                Texts.text("workspace.stop.failed"),
                                Texts.text("workspace.stop.failed.text", Problems.sentence(problem)));
                    }
                }));
    }
}
