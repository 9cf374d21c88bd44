package controlfreak.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the panel's own variables are for its children, too. What speaks to or of the panel's process alone is not:
 * a child with the panel's {@code NOTIFY_SOCKET} would tell systemd that the panel is ready, or stopping. Pure; any
 * thread.
 */
public final class InheritedVariables {
    /** Names further variables that a launcher has set for the panel alone, separated by blanks. */
    private static final String PANEL_ONLY = "CONTROL_FREAK_PANEL_ONLY";

    /**
     * What a service manager tells the one process of a unit (systemd.exec(5), sd_notify(3), sd_listen_fds(3)), a
     * desktop the one that it opens, and a shell the one that it runs.
     */
    private static final Set<String> OF_THE_PANEL = Set.of(
            "NOTIFY_SOCKET",
            "LISTEN_PID",
            "LISTEN_PIDFDID",
            "LISTEN_FDS",
            "LISTEN_FDNAMES",
            "FDSTORE",
            "WATCHDOG_PID",
            "WATCHDOG_USEC",
            "JOURNAL_STREAM",
            "LOG_NAMESPACE",
            "INVOCATION_ID",
            "MAINPID",
            "MAINPIDFDID",
            "MANAGERPID",
            "MANAGERPIDFDID",
            "PIDFILE",
            "SYSTEMD_EXEC_PID",
            "MEMORY_PRESSURE_WATCH",
            "MEMORY_PRESSURE_WRITE",
            "RUNTIME_DIRECTORY",
            "STATE_DIRECTORY",
            "CACHE_DIRECTORY",
            "LOGS_DIRECTORY",
            "CONFIGURATION_DIRECTORY",
            "CREDENTIALS_DIRECTORY",
            "XPC_SERVICE_NAME",
            "XPC_FLAGS",
            "__CFBundleIdentifier",
            "DESKTOP_STARTUP_ID",
            "XDG_ACTIVATION_TOKEN",
            "GIO_LAUNCHED_DESKTOP_FILE",
            "GIO_LAUNCHED_DESKTOP_FILE_PID",
            "PWD",
            "OLDPWD",
            "_");

    /** Of a panel or a proxy around this one, of what triggered a unit, and of Java's launcher on macOS. */
    private static final Pattern OF_ITS_KIND =
            Pattern.compile("_CFK_.*|CONTROL_FREAK_.*|TRIGGER_.*|SYSTEMD_ACTIVATION_.*|JAVA_MAIN_CLASS_\\d+");

    /** Where the launcher of an installed panel has the system look for libraries, behind what was said before it. */
    private static final String LIBRARIES = "LD_LIBRARY_PATH";

    private static final Pattern OF_THE_LAUNCHER = Pattern.compile(":[^:]*/lib/app$");

    private InheritedVariables() {}

    /** The variables of the panel's process that its children get. */
    public static Map<String, String> of(Map<String, String> own) {
        Set<String> panelOnly =
                Set.copyOf(List.of(own.getOrDefault(PANEL_ONLY, "").strip().split("\\s+")));
        Map<String, String> passedOn = new TreeMap<>(own);
        passedOn.keySet()
                .removeIf(name -> OF_THE_PANEL.contains(name)
                        || panelOnly.contains(name)
                        || OF_ITS_KIND.matcher(name).matches());
        passedOn.computeIfPresent(LIBRARIES, (name, folders) -> withoutLaunchers(folders));
        return passedOn;
    }

    /** Nothing is left of folders that only the launcher has named; an empty list would mean the working folder. */
    private static String withoutLaunchers(String folders) {
        Matcher launchers = OF_THE_LAUNCHER.matcher(folders);
        if (!launchers.find()) {
            return folders;
        }
        return launchers.start() == 0 ? null : folders.substring(0, launchers.start());
    }
}
