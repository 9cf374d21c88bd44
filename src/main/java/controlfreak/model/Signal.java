package controlfreak.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The signals that an operator may send, with their numbers (signal(7); macOS differs in some). Any thread. */
public enum Signal {
    HUP(1, 1),
    INT(2, 2),
    QUIT(3, 3),
    ABRT(6, 6),
    KILL(9, 9),
    USR1(10, 30),
    SEGV(11, 11),
    USR2(12, 31),
    PIPE(13, 13),
    ALRM(14, 14),
    TERM(15, 15),
    CONT(18, 19),
    STOP(19, 17),
    WINCH(28, 28);

    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

    private final int onLinux;
    private final int onMac;

    Signal(int onLinux, int onMac) {
        this.onLinux = onLinux;
        this.onMac = onMac;
    }

    /** The signal's number on this system. */
    public int number() {
        return MAC ? onMac : onLinux;
    }

    /** The signal of a number on this system. */
    public static Optional<Signal> of(int number) {
        return Arrays.stream(values())
                .filter(signal -> signal.number() == number)
                .findFirst();
    }

    /** {@code SIGTERM}, and {@code signal 34} for a number without a name here. */
    public static String nameOf(int number) {
        return of(number).map(signal -> "SIG" + signal.name()).orElse("signal " + number);
    }
}
