package controlfreak.engine.service;

import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How a service comes to a process: by the engine itself, or by its proxy. Engine thread only. */
public interface ProcessSource {
    /** Why no process can be asked for now, in a sentence for people; empty where one can. */
    Optional<String> refusal();

    /**
     * Why a process of a service would not be had as soon as the one of now has ended, in a sentence for people; empty
     * where nothing speaks against it.
     *
     * @param ending which processes will have ended by then, too
     */
    Optional<String> obstacle(ServiceSpec spec, Predicate<SeenProcess> ending);

    /** The folder that the processes of a service run in. */
    Path folder(ServiceSpec spec);

    /** The variables that the process of a service would have if it was started now, as far as they are known. */
    Map<String, String> variables(ServiceSpec spec, ServiceId id);

    /** Whether a process is there already that an earlier panel has started. */
    default boolean isLeft() {
        return false;
    }

    /** What is lost for a process that was started by an earlier panel, in a short phrase; else empty. */
    default String loss() {
        return "";
    }

    /** Asks for a process; the answer comes through the run, before this returns or later. */
    void start(ServiceRun run);

    /** What a start waits for, in a short phrase; empty where it is under way. */
    String waitsFor();

    /** Takes back a start that was not answered; false where it is too late and an answer will come. */
    boolean withdraw(ServiceRun run);

    /** Does something to a process as soon as a signal can be sent to it without reaching anybody else. */
    void whenSafe(ServiceRun run, Runnable act);

    /**
     * Has a process asked to end that cannot be proved to be ours.
     *
     * @param reach whom the signal is for; empty for whom it usually is
     * @return what was done about it, in a short phrase
     */
    String terminate(ServiceRun run, Signal signal, Optional<Reach> reach);

    /** Has a process sent a signal that cannot be proved to be ours; false where nobody can. */
    boolean relay(ServiceRun run, Signal signal);

    /** Whether it lives, so that what it has lost can be had from it again at once. */
    boolean isThere();

    /** When it is there again; empty where it never comes back by itself. */
    Optional<Retry> comesBack();

    /**
     * Something has become of a process of a service.
     *
     * @param up whether it is running, rather than gone, whatever follows it
     */
    void settled(boolean up);
}
