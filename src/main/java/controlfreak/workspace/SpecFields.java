package controlfreak.workspace;

import static controlfreak.workspace.json.JsonTypes.FLAG;
import static controlfreak.workspace.json.JsonTypes.SECONDS;
import static controlfreak.workspace.json.JsonTypes.TEXT;
import static controlfreak.workspace.json.JsonTypes.WHOLE_NUMBER;

import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.workspace.json.JsonField;
import controlfreak.workspace.json.JsonObjectType;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The fields of services and proxies in a workspace file: both reader and writer walk these tables. Any thread. */
final class SpecFields {
    static final JsonObjectType<ServiceSpec> SERVICE = new JsonObjectType<>(
            ServiceSpec.of("blank", new Command.Text("blank")),
            List.of(
                    required(Keys.NAME, SpecTypes.NAME, ServiceSpec::name, (draft, name) -> draft.name = name),
                    // Which proxy a service stands below is the business of the file as a whole.
                    service(Keys.PROXY, TEXT, spec -> "", (draft, proxy) -> {}),
                    service(
                            Keys.DESCRIPTION,
                            TEXT,
                            ServiceSpec::description,
                            (draft, text) -> draft.description = text),
                    required(Keys.COMMAND, SpecTypes.COMMAND, ServiceSpec::command, (draft, to) -> draft.command = to),
                    service(Keys.CWD, SpecTypes.FOLDER, ServiceSpec::cwd, (draft, folder) -> draft.cwd = folder),
                    service(Keys.INSTANCES, WHOLE_NUMBER, ServiceSpec::instances, (draft, n) -> draft.instances = n),
                    service(Keys.ENV, SpecTypes.SERVICE_ENVIRONMENT, ServiceSpec::env, (draft, env) -> draft.env = env),
                    service(
                            Keys.ENV_FILE,
                            EnvFileTypes.FILES,
                            ServiceSpec::envFiles,
                            (draft, files) -> draft.envFiles = files),
                    service(Keys.TAGS, JsonTypes.list(TEXT), ServiceSpec::tags, (draft, tags) -> draft.tags = tags),
                    service(
                            Keys.STDIN,
                            SocketTypes.STDIN,
                            spec -> spec.streams().stdin(),
                            (draft, stdin) -> draft.streams = draft.streams.withStdin(stdin)),
                    service(Keys.SOCKETS, SocketTypes.NAMES, ServiceSpec::sockets, (draft, to) -> draft.sockets = to),
                    service(
                            Keys.IGNORE_STDOUT,
                            FLAG,
                            spec -> !spec.streams().keepStdout(),
                            (draft, ignore) -> draft.streams = draft.streams.withKeepStdout(!ignore)),
                    service(
                            Keys.IGNORE_STDERR,
                            FLAG,
                            spec -> !spec.streams().keepStderr(),
                            (draft, ignore) -> draft.streams = draft.streams.withKeepStderr(!ignore)),
                    restart(Keys.AUTOSTART, FLAG, RestartPolicy::autostart, (draft, value) -> draft.autostart = value),
                    restart(
                            Keys.RESPAWN_ON_FAIL,
                            FLAG,
                            RestartPolicy::respawnOnFail,
                            (draft, value) -> draft.respawnOnFail = value),
                    restart(
                            Keys.RESPAWN_ON_STOP,
                            FLAG,
                            RestartPolicy::respawnOnStop,
                            (draft, value) -> draft.respawnOnStop = value),
                    restart(
                            Keys.MAX_RETRIES,
                            WHOLE_NUMBER,
                            RestartPolicy::maxRetries,
                            (draft, value) -> draft.maxRetries = value),
                    restart(
                            Keys.START_WAIT,
                            SECONDS,
                            RestartPolicy::startWait,
                            (draft, value) -> draft.startWait = value),
                    restart(
                            Keys.SUCCESS_EXIT,
                            RestartTypes.ENDS,
                            RestartPolicy::successExit,
                            (draft, ends) -> draft.successExit = ends),
                    restart(
                            Keys.START_LIMIT,
                            JsonTypes.optional(RestartTypes.LIMIT),
                            RestartPolicy::startLimit,
                            (draft, limit) -> draft.startLimit = limit),
                    restart(
                            Keys.MAX_DELAY,
                            JsonTypes.optional(SECONDS),
                            RestartPolicy::maxDelay,
                            (draft, delay) -> draft.maxDelay = delay),
                    service(
                            Keys.STOP_WAIT,
                            SECONDS,
                            spec -> RestartPolicy.DEFAULT.stopWait(),
                            (draft, wait) -> draft.restart = draft.restart.withStopWait(wait)),
                    service(Keys.STOP, ControlTypes.STOP, ControlTypes.Stopping::of, (draft, stop) -> stop.fill(draft)),
                    service(
                            Keys.RELOAD,
                            JsonTypes.optional(ControlTypes.RELOAD),
                            spec -> spec.control().reload(),
                            (draft, reload) -> draft.control = draft.control.withReload(reload)),
                    service(
                            Keys.PID_FILE,
                            JsonTypes.optional(ControlTypes.PID_FILE),
                            spec -> spec.control().pidFile(),
                            (draft, path) -> draft.control = draft.control.withPidFile(path)),
                    service(
                            Keys.BEFORE,
                            HookTypes.HOOKS,
                            spec -> spec.hooks().before(),
                            (draft, hooks) -> draft.hooks = draft.hooks.withBefore(hooks)),
                    service(
                            Keys.AFTER,
                            HookTypes.HOOKS,
                            spec -> spec.hooks().after(),
                            (draft, hooks) -> draft.hooks = draft.hooks.withAfter(hooks)),
                    service(
                            Keys.USER,
                            JsonTypes.optional(RightsTypes.USER),
                            spec -> spec.runAs().user(),
                            (draft, value) -> draft.runAs = draft.runAs.withUser(value)),
                    service(
                            Keys.GROUP,
                            JsonTypes.optional(RightsTypes.GROUP),
                            spec -> spec.runAs().group(),
                            (draft, value) -> draft.runAs = draft.runAs.withGroup(value)),
                    service(
                            Keys.UMASK,
                            JsonTypes.optional(RightsTypes.UMASK),
                            spec -> spec.runAs().umask(),
                            (draft, value) -> draft.runAs = draft.runAs.withUmask(value)),
                    service(
                            Keys.LIMITS,
                            RightsTypes.LIMITS,
                            spec -> spec.runAs().limits(),
                            (draft, value) -> draft.runAs = draft.runAs.withLimits(value)),
                    service(
                            Keys.NICE,
                            JsonTypes.optional(RightsTypes.NICE),
                            spec -> spec.runAs().nice(),
                            (draft, value) -> draft.runAs = draft.runAs.withNice(value)),
                    service(
                            Keys.OOM_SCORE_ADJ,
                            JsonTypes.optional(RightsTypes.SCORE),
                            spec -> spec.runAs().oomScoreAdj(),
                            (draft, value) -> draft.runAs = draft.runAs.withOomScoreAdj(value)),
                    service(
                            Keys.DEPENDS_ON,
                            SpecTypes.DEPENDENCIES,
                            ServiceSpec::dependsOn,
                            (draft, names) -> draft.dependsOn = names),
                    service(
                            Keys.READY,
                            JsonTypes.optional(HealthTypes.READY),
                            spec -> spec.health().ready(),
                            (draft, ready) -> draft.health = new Health(ready, draft.health.live())),
                    service(
                            Keys.LIVE,
                            JsonTypes.optional(HealthTypes.LIVE),
                            spec -> spec.health().live(),
                            (draft, live) -> draft.health = new Health(draft.health.ready(), live))),
            ServiceSpec::extra,
            (spec, extra) -> spec.with(draft -> draft.extra = extra));

    static final JsonObjectType<ProxySpec> PROXY = new JsonObjectType<>(
            ProxySpec.of("blank"),
            List.of(
                    new JsonField<>(
                            Keys.NAME,
                            SpecTypes.NAME,
                            true,
                            ProxySpec::name,
                            (spec, name) -> spec.with(draft -> draft.name = name)),
                    proxy(Keys.DESCRIPTION, TEXT, ProxySpec::description, (draft, text) -> draft.description = text),
                    proxy(
                            Keys.COMMAND,
                            JsonTypes.optional(SpecTypes.COMMAND),
                            ProxySpec::command,
                            (draft, command) -> draft.command = command),
                    proxy(Keys.AUTO, FLAG, ProxySpec::auto, (draft, auto) -> draft.auto = auto),
                    proxy(Keys.CWD, SpecTypes.FOLDER, ProxySpec::cwd, (draft, folder) -> draft.cwd = folder),
                    proxy(Keys.ENV, SpecTypes.ENVIRONMENT, ProxySpec::env, (draft, env) -> draft.env = env),
                    proxy(
                            Keys.ENV_FILE,
                            EnvFileTypes.FILES,
                            ProxySpec::envFiles,
                            (draft, files) -> draft.envFiles = files),
                    proxy(
                            Keys.SERVICES,
                            JsonTypes.list(SERVICE),
                            ProxySpec::services,
                            (draft, services) -> draft.services = services)),
            ProxySpec::extra,
            (spec, extra) -> spec.with(draft -> draft.extra = extra));

    private SpecFields() {}

    private static <V> JsonField<ServiceSpec, V> required(
            String key, JsonType<V> type, Function<ServiceSpec, V> get, BiConsumer<ServiceSpec.Draft, V> set) {
        return new JsonField<>(key, type, true, get, (spec, value) -> spec.with(draft -> set.accept(draft, value)));
    }

    private static <V> JsonField<ServiceSpec, V> service(
            String key, JsonType<V> type, Function<ServiceSpec, V> get, BiConsumer<ServiceSpec.Draft, V> set) {
        return new JsonField<>(key, type, false, get, (spec, value) -> spec.with(draft -> set.accept(draft, value)));
    }

    private static <V> JsonField<ServiceSpec, V> restart(
            String key, JsonType<V> type, Function<RestartPolicy, V> get, BiConsumer<RestartPolicy.Draft, V> set) {
        return service(
                key,
                type,
                spec -> get.apply(spec.restart()),
                (draft, value) -> draft.restart = draft.restart.with(policy -> set.accept(policy, value)));
    }

    private static <V> JsonField<ProxySpec, V> proxy(
            String key, JsonType<V> type, Function<ProxySpec, V> get, BiConsumer<ProxySpec.Draft, V> set) {
        return new JsonField<>(key, type, false, get, (spec, value) -> spec.with(draft -> set.accept(draft, value)));
    }
}
