package controlfreak.model.status;

/** Whether something can be typed for a service's process. Any thread. */
public enum InputState {
    /** There was no process yet, or its standard input was not left open. */
    NONE,
    OPEN,
    /** Its end was sent, or the process has closed it, or has ended. */
    ENDED
}
