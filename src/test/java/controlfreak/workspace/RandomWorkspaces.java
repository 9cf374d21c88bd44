package controlfreak.workspace;

import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Control;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Reach;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Stop;
import controlfreak.model.Streams;
import controlfreak.model.Workspace;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Workspaces of which every field may be set, the same from the same seed. Any thread. */
final class RandomWorkspaces {
    private RandomWorkspaces() {}

    /** The next one. */
    static Workspace next(Random random) {
        List<ProxySpec> proxies = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            proxies.add(new ProxySpec(
                    "p" + i,
                    text(random),
                    random.nextBoolean() ? Optional.empty() : Optional.of(command(random)),
                    random.nextBoolean(),
                    cwd(random),
                    environment(random),
                    files(random),
                    services(random, "p" + i + "."),
                    extra(random)));
        }
        return new Workspace(
                environment(random), files(random), List.of(), proxies, services(random, ""), extra(random));
    }

    private static List<ServiceSpec> services(Random random, String prefix) {
        List<ServiceSpec> services = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            services.add(new ServiceSpec(
                    prefix + "s" + i,
                    text(random),
                    command(random),
                    cwd(random),
                    1 + random.nextInt(4),
                    environment(random),
                    files(random),
                    random.nextBoolean() ? List.of() : List.of(text(random), "t"),
                    new Streams(
                            random.nextBoolean() ? new Stdin.Open() : new Stdin.Empty(),
                            random.nextBoolean(),
                            random.nextBoolean()),
                    List.of(),
                    new RestartPolicy(
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextInt(1001),
                            Duration.ofNanos(random.nextLong(3_600_000_000_001L)),
                            Duration.ofMillis(random.nextInt(3_600_001)),
                            random.nextBoolean()
                                    ? List.of()
                                    : List.of(
                                            ExitStatus.exited(1 + random.nextInt(255)),
                                            ExitStatus.killedBy(Signal.TERM)),
                            Optional.of(new StartLimit(
                                            1 + random.nextInt(1000), Duration.ofMillis(random.nextInt(3_600_001))))
                                    .filter(any -> random.nextBoolean()),
                            Optional.of(Duration.ofMillis(random.nextInt(3_600_001)))
                                    .filter(any -> random.nextBoolean())),
                    List.of(),
                    health(random),
                    control(random),
                    new Hooks(hooks(random), hooks(random)),
                    runAs(random),
                    extra(random)));
        }
        return services;
    }

    private static RunAs runAs(Random random) {
        if (random.nextBoolean()) {
            return RunAs.PANEL;
        }
        Map<Limit, LimitRange> limits = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            long soft = random.nextLong(1L << random.nextInt(1, 43));
            long hard = random.nextBoolean() ? LimitRange.UNLIMITED : soft + random.nextInt(5000);
            OptionalLong given = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(hard);
            limits.put(limit, new LimitRange(soft, given));
        }
        return new RunAs(
                Optional.of("redis"),
                random.nextBoolean() ? Optional.empty() : Optional.of("1000"),
                Optional.of(random.nextInt(01000)),
                limits,
                Optional.of(random.nextInt(40) - 20),
                Optional.of(random.nextInt(2001) - 1000));
    }

    private static List<Hook> hooks(Random random) {
        return random.ints(random.nextInt(3))
                .mapToObj(any -> random.nextBoolean()
                        ? Hook.of(command(random))
                        : new Hook(command(random), Duration.ofMillis(random.nextInt(3_600_001)), extra(random)))
                .toList();
    }

    private static Control control(Random random) {
        Optional<Reach> reach = List.of(Optional.<Reach>empty(), Optional.of(Reach.PROGRAM), Optional.of(Reach.GROUP))
                .get(random.nextInt(3));
        Ask stop = random.nextBoolean() ? new Ask.Send(Signal.QUIT, reach) : new Ask.Run(command(random));
        Ask reload = random.nextBoolean() ? new Ask.Send(Signal.HUP, reach) : new Ask.Run(command(random));
        Optional<Command> check =
                Optional.of(random).filter(Random::nextBoolean).map(RandomWorkspaces::command);
        return new Control(
                random.nextBoolean() ? Stop.DEFAULT : new Stop(stop, extra(random)),
                Optional.of(new Reload(reload, check, extra(random))).filter(any -> random.nextBoolean()),
                Optional.of("run/" + random.nextInt() + ".pid").filter(any -> random.nextBoolean()));
    }

    private static List<EnvironmentFile> files(Random random) {
        return random.nextBoolean()
                ? List.of()
                : List.of(new EnvironmentFile(
                        "f" + text(random),
                        EnvironmentFile.Dialect.values()[random.nextInt(4)],
                        random.nextBoolean(),
                        extra(random)));
    }

    private static Health health(Random random) {
        Check check = random.nextBoolean()
                ? new Check.Port(
                        random.nextBoolean() ? Check.LOCAL : "h" + text(random),
                        1 + random.nextInt(65_000),
                        random.nextBoolean())
                : new Check.Run(command(random));
        Probe probe = new Probe(
                check,
                Duration.ofMillis(100 + random.nextInt(3_599_900)),
                random.nextBoolean() ? Probe.DEFAULT_TIMEOUT : Duration.ofMillis(100));
        return new Health(
                Optional.of(probe)
                        .filter(any -> random.nextBoolean())
                        .map(any -> new Readiness(
                                random.nextBoolean() ? new Sign.Notified() : new Sign.Probed(any), extra(random))),
                Optional.of(probe)
                        .filter(any -> random.nextBoolean())
                        .map(any -> new Liveness(any, 1 + random.nextInt(1000), extra(random))));
    }

    private static Command command(Random random) {
        return random.nextBoolean()
                ? new Command.Text("x" + text(random))
                : new Command.Words(List.of("x" + text(random), text(random)));
    }

    private static Optional<String> cwd(Random random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of("d" + text(random));
    }

    private static Environment environment(Random random) {
        Environment env = Environment.EMPTY;
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = "N" + random.nextInt(100);
            env = random.nextBoolean() ? env.with(name, text(random)) : env.withRemoved(name);
        }
        return env;
    }

    private static Map<String, Object> extra(Random random) {
        Map<String, Object> extra = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            extra.put("z" + i + text(random), random.nextBoolean() ? List.of(text(random), 7) : Map.of("k", true));
        }
        return extra;
    }

    private static String text(Random random) {
        String letters = "ab \"\\/\t\n\u0001\u007f\u2028é€=#'${}[]:,";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return random.nextInt(5) == 0 ? text + "😀" : text.toString();
    }
}
