package controlfreak.engine.service;

import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who wants to know of a process of a service. Engine thread only. */
interface RunListener {
    /**
     * All is there for its start.
     *
     * @param environment all variables that it will have
     * @param folder the one that it will run in
     * @return whether something is to be run first; it is asked for anew after that
     */
    boolean isHeldUp(Map<String, String> environment, Path folder);

    /** The process lives. */
    void started();

    /** It counts as running from now on. */
    void lived();

    /** It does not do its work any more; why, in a short phrase. */
    void isUnwell(String trouble);

    /**
     * It is to be asked to end.
     *
     * @param groupIsAsked is to be run once all of its group have been asked
     */
    void askToEnd(Runnable groupIsAsked);

    /** It is to be killed by whoever runs it: nobody else knows that it is ours. */
    void haveKilled();

    /** It has ended, or nobody will tell when it does. */
    void ended();

    /**
     * It has ended by itself.
     *
     * @param left what it started and is being ended; empty where that is not known yet
     */
    void leftBehind(List<SeenProcess> left);

    /** All that belonged to it is gone. */
    void settle();
}
