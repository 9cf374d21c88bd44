package controlfreak.model;

import java.util.List;
import java.util.Locale;

/** The names of a platform's signals, from number 1 on (signal(7), and sys/signal.h of macOS). Constants; any thread. */
enum SignalNames {
    LINUX(
            "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU"
                    + " URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS",
            34,
            64),
    /** Without real-time signals. */
    MAC(
            "HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT CHLD TTIN TTOU"
                    + " IO XCPU XFSZ VTALRM PROF WINCH INFO USR1 USR2",
            Integer.MAX_VALUE,
            0);

    private final List<String> names;
    /** The first real-time signal that the C library leaves to programs. */
    private final int firstOfRealTime;

    private final int lastOfRealTime;

    SignalNames(String names, int firstOfRealTime, int lastOfRealTime) {
        this.names = List.of(names.split(" "));
        this.firstOfRealTime = firstOfRealTime;
        this.lastOfRealTime = lastOfRealTime;
    }

    static SignalNames ofThisSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? MAC : LINUX;
    }

    int number(Signal signal) {
        return names.indexOf(signal.name()) + 1;
    }

    /** {@code SIGTERM}, {@code SIGRTMIN+1}, and {@code signal 32} for a number without a name. */
    String of(int number) {
        if (number >= 1 && number <= names.size()) {
            return "SIG" + names.get(number - 1);
        }
        if (number >= firstOfRealTime && number <= lastOfRealTime) {
            return "SIGRTMIN" + (number == firstOfRealTime ? "" : "+" + (number - firstOfRealTime));
        }
        return "signal " + number;
    }
}
