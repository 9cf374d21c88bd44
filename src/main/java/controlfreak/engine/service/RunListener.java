package controlfreak.engine.service;

import controlfreak.process.SeenProcess;
import java.util.List;

/** Who wants to know of a process of a service. Engine thread only. */
interface RunListener {
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

    /** It was to end because of a bug in handling it, and has not. */
    void isStuck();

    /** All that belonged to it is gone. */
    void settle();
}
