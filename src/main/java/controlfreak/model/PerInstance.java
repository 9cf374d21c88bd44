package controlfreak.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What of a service can be made of an instance's number, see {@link InstanceTemplate}. Pure; any thread. */
final class PerInstance {
    private static final Pattern NAMES_A_PORT = Pattern.compile("(.*_)?PORT", Pattern.CASE_INSENSITIVE);

    private PerInstance() {}

    /** The service as one of its processes is run: with no templates left. */
    static ServiceSpec filledIn(ServiceSpec service, int instance) {
        UnaryOperator<String> fill = text -> InstanceTemplate.filledIn(text, instance);
        return service.with(draft -> {
            draft.command = of(service.command(), fill);
            draft.cwd = service.cwd().map(fill);
            draft.env = of(service.env(), fill);
            draft.envFiles = service.envFiles().stream()
                    .map(file -> file.withPath(fill.apply(file.path())))
                    .toList();
            draft.health = of(service.health(), check -> of(check, instance), fill);
            draft.control = of(service.control(), fill);
            draft.sockets = service.sockets().stream().map(fill).toList();
            if (service.streams().stdin() instanceof Stdin.Socket socket) {
                draft.streams = service.streams().withStdin(new Stdin.Socket(fill.apply(socket.name())));
            }
            draft.hooks = service.hooks().with(command -> of(command, fill));
        });
    }

    /** @throws IllegalArgumentException where a template cannot be read, or makes what is no port of some instance */
    static void check(
            int instances,
            Command command,
            Optional<String> cwd,
            Environment env,
            List<EnvironmentFile> envFiles,
            Health health,
            Control control,
            Hooks hooks) {
        UnaryOperator<String> check = PerInstance::checked;
        of(command, check);
        cwd.ifPresent(PerInstance::checked);
        of(env, check);
        envFiles.forEach(file -> checked(file.path()));
        of(health, probed -> of(checked(probed, instances), check), check);
        of(control, check);
        hooks.commands().forEach(hook -> of(hook, check));
        env.entries()
                .forEach((name, value) -> value.filter(
                                text -> NAMES_A_PORT.matcher(name).matches())
                        .flatMap(InstanceTemplate::base)
                        .ifPresent(base -> checkPort(base, instances)));
    }

    private static String checked(String text) {
        InstanceTemplate.problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return text;
    }

    private static Check checked(Check check, int instances) {
        if (check instanceof Check.Port port && port.perInstance()) {
            checkPort(port.port(), instances);
        }
        return check;
    }

    private static void checkPort(int base, int instances) {
        if (base + 1 < 1 || base + instances > Check.MAX_PORT) {
            int wrong = base < 0 ? 1 : instances;
            throw new IllegalArgumentException(InstanceTemplate.sum(base) + " is " + (base + wrong) + " for instance "
                    + wrong + ". A port is between 1 and " + Check.MAX_PORT + ".");
        }
    }

    private static Command of(Command command, UnaryOperator<String> change) {
        if (command instanceof Command.Words list) {
            List<String> words = list.words().stream().map(change).toList();
            return words.equals(list.words()) ? command : new Command.Words(words);
        }
        String text = ((Command.Text) command).text();
        String changed = change.apply(text);
        return changed.equals(text) ? command : new Command.Text(changed);
    }

    private static Environment of(Environment environment, UnaryOperator<String> change) {
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        environment.entries().forEach((name, value) -> entries.put(name, value.map(change)));
        return entries.equals(environment.entries()) ? environment : Environment.of(entries);
    }

    private static Health of(Health health, UnaryOperator<Check> checks, UnaryOperator<String> texts) {
        return new Health(
                health.ready().map(ready -> new Readiness(of(ready.sign(), checks, texts), ready.extra())),
                health.live().map(live -> new Liveness(of(live.probe(), checks), live.failures(), live.extra())));
    }

    private static Control of(Control control, UnaryOperator<String> change) {
        Stop stop = control.stop();
        return new Control(
                new Stop(of(stop.ask(), change), stop.extra()),
                control.reload()
                        .map(reload -> new Reload(
                                of(reload.ask(), change),
                                reload.check().map(check -> of(check, change)),
                                reload.extra())),
                control.pidFile().map(change));
    }

    private static Ask of(Ask ask, UnaryOperator<String> change) {
        return ask instanceof Ask.Run run ? new Ask.Run(of(run.command(), change)) : ask;
    }

    private static Readiness.Sign of(Readiness.Sign sign, UnaryOperator<Check> checks, UnaryOperator<String> texts) {
        if (sign instanceof Readiness.Sign.Probed probed) {
            return new Readiness.Sign.Probed(of(probed.probe(), checks));
        }
        return sign instanceof Readiness.Sign.Line line ? new Readiness.Sign.Line(texts.apply(line.pattern())) : sign;
    }

    private static Probe of(Probe probe, UnaryOperator<Check> checks) {
        return new Probe(checks.apply(probe.check()), probe.every(), probe.timeout());
    }

    private static Check of(Check check, int instance) {
        Check texts = of(check, text -> InstanceTemplate.filledIn(text, instance));
        return texts instanceof Check.Port port && port.perInstance()
                ? new Check.Port(port.host(), port.port() + instance)
                : texts;
    }

    private static Check of(Check check, UnaryOperator<String> change) {
        if (check instanceof Check.Port port) {
            return new Check.Port(change.apply(port.host()), port.port(), port.perInstance());
        }
        return check instanceof Check.Run run ? new Check.Run(of(run.command(), change)) : check;
    }
}
