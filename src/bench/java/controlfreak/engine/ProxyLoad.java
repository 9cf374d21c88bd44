package controlfreak.engine;

import controlfreak.log.LogLimits;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints what services below one proxy cost: their starts, their lines, their stops. See {@code src/bench/proxy-load}. */
public final class ProxyLoad {
    private static final int LINES = 1_000_000;
    private static final int HUNDREDTH = 10;

    private ProxyLoad() {}

    private enum Language {
        PY(
                "import time\ntime.sleep(100000)\n",
                "import os, time\nchunk = (b'x' * 99 + b'\\n') * 100\nfor _ in range(10000):\n    os.write(1, chunk)\n"
                        + "print('end', flush=True)\ntime.sleep(100000)\n"),
        PL(
                "sleep 100000;\n",
                "my $chunk = ('x' x 99 . \"\\n\") x 100; syswrite STDOUT, $chunk for 1 .. 10000;\n"
                        + "$| = 1; print \"end\\n\"; sleep 100000;\n"),
        RB(
                "sleep 100000\n",
                "chunk = ('x' * 99 + \"\\n\") * 100\n10000.times { $stdout.write(chunk) }\n"
                        + "puts 'end'\n$stdout.flush\nsleep 100000\n");

        private final String sleeper;
        private final String loud;

        Language(String sleeper, String loud) {
            this.sleeper = sleeper;
            this.loud = loud;
        }

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param arguments a folder to work in, {@code py}, {@code pl} or {@code rb}, and how many services, or {@code lines} */
    public static void main(String[] arguments) throws Exception {
        new Patience().beforeAll(null);
        Path folder = Path.of(arguments[0]);
        Language language = Language.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Files.writeString(folder.resolve("sleeper." + language.extension()), language.sleeper);
        Files.writeString(folder.resolve("loud." + language.extension()), language.loud);
        try (RealEngine engine = new RealEngine(
                folder, folder.resolve("logs"), new LogLimits(10_000, 16 << 20, 256 << 20, 1 << 30, 0))) {
            if (arguments[2].equals("lines")) {
                lines(engine, language);
            } else {
                starts(engine, language, Integer.parseInt(arguments[2]));
            }
        }
    }

    private static Proxy proxy(RealEngine engine, Language language, String script, int instances) throws Exception {
        RestartPolicy patient = new RestartPolicy(false, false, 0, Duration.ZERO, Duration.ofSeconds(10));
        Proxy proxy = engine.done(engine.controller.addProxy(ProxySpec.of(
                        "shop", new Command.Text("exec cfk-share-mem-proxy." + language.extension()))
                .withServices(List.of(
                        ServiceSpec.of("web", new Command.Words(List.of(script + "." + language.extension())))
                                .withInstances(instances)
                                .withRestart(patient)))));
        engine.done(proxy.run());
        await(() -> proxy.status().ready().isPresent());
        return proxy;
    }

    private static void lines(RealEngine engine, Language language) throws Exception {
        Proxy proxy = proxy(engine, language, "loud", 1);
        Service web = proxy.services().get(0);
        long pid = proxy.status().pid().orElseThrow();
        Cost before = Cost.now(pid);
        web.start();
        await(() -> RealEngine.lines(web.log()).contains("end"));
        engine.flushLogs();
        Cost cost = Cost.now(pid).minus(before);
        System.out.printf(
                "%s %,d lines: %.2f s, %.0f thousand a second; CPU of engine %.2f s, proxy %.2f s, worker %.2f s%n",
                language.extension(),
                LINES,
                cost.wall,
                LINES / cost.wall / 1000,
                cost.engine,
                cost.proxy,
                cpu(web.status().pid().orElseThrow()));
    }

    private static void starts(RealEngine engine, Language language, int count) throws Exception {
        Proxy proxy = proxy(engine, language, "sleeper", count);
        List<Service> all = proxy.services();
        long pid = proxy.status().pid().orElseThrow();
        Cost before = Cost.now(pid);
        all.forEach(Service::start);
        await(() -> all.stream().allMatch(service -> service.status().state() == ServiceState.RUNNING));
        Cost up = Cost.now(pid);
        double children = 0;
        for (Service service : all) {
            children += cpu(service.status().pid().orElseThrow());
        }
        all.forEach(Service::stop);
        await(() -> all.stream().noneMatch(service -> service.status().state().isUp()));
        Cost down = Cost.now(pid);
        Cost starts = up.minus(before);
        Cost stops = down.minus(up);
        System.out.printf(
                "%s %d: started in %.2f s, CPU of all %.2f s, ms each of engine %.2f, proxy %.2f, child %.2f;"
                        + " stopped in %.2f s, ms each of engine %.2f, proxy %.2f%n",
                language.extension(),
                count,
                starts.wall,
                starts.engine + starts.proxy + children,
                1000 * starts.engine / count,
                1000 * starts.proxy / count,
                1000 * children / count,
                stops.wall,
                1000 * stops.engine / count,
                1000 * stops.proxy / count);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            Thread.sleep(HUNDREDTH);
        }
    }

    /** Seconds since some moment, of the clock and of the processors. */
    private record Cost(double wall, double engine, double proxy) {
        static Cost now(long proxy) throws IOException {
            return new Cost(System.nanoTime() / 1e9, cpu(ProcessHandle.current().pid()), cpu(proxy));
        }

        Cost minus(Cost before) {
            return new Cost(wall - before.wall, engine - before.engine, proxy - before.proxy);
        }
    }

    /** What a process has taken, its children not counted. */
    private static double cpu(long pid) throws IOException {
        String ran = Files.readString(Path.of("/proc/" + pid + "/schedstat"));
        if (Files.list(Path.of("/proc/" + pid + "/task")).count() == 1) {
            return Long.parseLong(ran.split(" ")[0]) / 1e9;
        }
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, 11, 13).mapToLong(Long::parseLong).sum() / 100.0;
    }
}
