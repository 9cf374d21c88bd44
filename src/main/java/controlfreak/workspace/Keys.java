package controlfreak.workspace;

/** The keys of a workspace file. */
final class Keys {
    /** The format's version, as the value of {@link #VERSION}. */
    static final int CURRENT_VERSION = 1;

    static final String VERSION = "controlfreak";
    static final String ENV = "env";
    static final String SOCKETS = "sockets";
    static final String ENV_FILE = "envFile";
    static final String PATH = "path";
    static final String DIALECT = "dialect";
    static final String OPTIONAL = "optional";
    static final String PROXIES = "proxies";
    static final String SERVICES = "services";

    static final String NAME = "name";
    static final String DESCRIPTION = "description";
    static final String COMMAND = "command";
    static final String AUTO = "auto";
    static final String CWD = "cwd";

    static final String PROXY = "proxy";
    static final String INSTANCES = "instances";
    static final String TAGS = "tags";
    static final String STDIN = "stdin";
    static final String IGNORE_STDOUT = "ignoreStdout";
    static final String IGNORE_STDERR = "ignoreStderr";
    static final String AUTOSTART = "autostart";
    static final String RESPAWN_ON_FAIL = "respawnOnFail";
    static final String RESPAWN_ON_STOP = "respawnOnStop";
    static final String MAX_RETRIES = "maxRetries";
    static final String START_WAIT = "startWait";
    static final String SUCCESS_EXIT = "successExit";
    static final String START_LIMIT = "startLimit";
    static final String STARTS = "starts";
    static final String SECONDS = "seconds";
    static final String MAX_DELAY = "maxDelay";
    /** The older name of {@link #WAIT} in {@link #STOP}. */
    static final String STOP_WAIT = "stopWait";

    static final String STOP = "stop";
    static final String RELOAD = "reload";
    static final String PID_FILE = "pidFile";
    static final String SIGNAL = "signal";
    static final String TO = "to";
    static final String WAIT = "wait";
    static final String CHECK = "check";

    static final String BEFORE = "before";
    static final String AFTER = "after";

    static final String TCP = "tcp";
    static final String UNIX = "unix";
    static final String BACKLOG = "backlog";
    static final String MODE = "mode";
    static final String OWNER = "owner";
    static final String SOCKET = "socket";

    static final String USER = "user";
    static final String GROUP = "group";
    static final String UMASK = "umask";
    static final String LIMITS = "limits";
    static final String SOFT = "soft";
    static final String HARD = "hard";
    static final String NICE = "nice";
    static final String OOM_SCORE_ADJ = "oomScoreAdj";

    static final String DEPENDS_ON = "dependsOn";
    static final String READY = "ready";
    static final String LIVE = "live";
    static final String PORT = "port";
    static final String HOST = "host";
    static final String LOG = "log";
    static final String NOTIFY = "notify";
    static final String EVERY = "every";
    static final String TIMEOUT = "timeout";
    static final String FAILURES = "failures";

    private Keys() {}
}
