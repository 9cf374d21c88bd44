package controlfreak.figures;

import controlfreak.model.ServiceId;
import controlfreak.process.procfs.SystemFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Collectors;

/**
 * Prints what the sampler itself costs beside sleeping services that were forked from one process, of which every tenth
 * listens at a port; one line for every ten snapshots. Build the panel, then run this file by itself:
 *
 * <pre>java -cp target/classes src/bench/java/controlfreak/figures/SamplerCost.java [services [megabytes [snapshots]]]</pre>
 */
public final class SamplerCost {
    private static final String SLEEPERS = """
            import os, socket, sys, time
            kept = bytearray(int(sys.argv[2]) << 20)
            pids = []
            for i in range(int(sys.argv[1])):
                pid = os.fork()
                if pid == 0:
                    os.setsid()
                    if i % 10 == 0:
                        server = socket.create_server(('127.0.0.1', 0))
                    time.sleep(100000)
                pids.append(pid)
                print(pid, flush=True)
            print('end', flush=True)
            sys.stdin.read()
            for pid in pids:
                os.kill(pid, 9)
            """;
    private static final int SEEN = 24;
    private static final int LINE = 10;

    private SamplerCost() {}

    public static void main(String[] arguments) throws Exception {
        int services = argument(arguments, 0, 1000);
        int megabytes = argument(arguments, 1, 20);
        int snapshots = argument(arguments, 2, 120);
        Process proxy = new ProcessBuilder(
                        "python3", "-c", SLEEPERS, Integer.toString(services), Integer.toString(megabytes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader pids = proxy.inputReader()) {
            Roster roster = new Roster(processes(proxy.pid(), pids), Set.of("bench"), Map.of(), Map.of());
            run(roster, snapshots);
        } finally {
            // The end of its input has it end its children.
            proxy.getOutputStream().close();
            proxy.waitFor();
        }
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private static List<LiveProcess> processes(long proxy, BufferedReader pids) throws IOException {
        List<LiveProcess> live = new ArrayList<>();
        live.add(process(new Subject.OfProxy("bench"), proxy));
        for (String line = pids.readLine(); line != null && !line.equals("end"); line = pids.readLine()) {
            live.add(process(new Subject.OfService(new ServiceId("web", live.size())), Long.parseLong(line)));
        }
        return live;
    }

    private static LiveProcess process(Subject subject, long pid) {
        return new LiveProcess(subject, Optional.of("bench"), pid, Instant.now());
    }

    private static void run(Roster roster, int snapshots) throws InterruptedException {
        SynchronousQueue<Snapshot> handed = new SynchronousQueue<>();
        try (Sampler sampler = new Sampler(
                () -> roster,
                SystemFigures.ofProcesses(),
                SystemFigures.ofSockets(),
                Clock.systemUTC(),
                handed::offer)) {
            sampler.watch(roster.live().stream()
                    .limit(SEEN)
                    .map(LiveProcess::subject)
                    .collect(Collectors.toUnmodifiableSet()));
            sampler.start();
            long time = System.nanoTime();
            long cpu = 0;
            for (int i = 1; i <= snapshots; i++) {
                Snapshot last = handed.take();
                if (i % LINE == 0) {
                    long timeNow = System.nanoTime();
                    long cpuNow = cpuOfSampler();
                    System.out.printf(
                            "%d processes, %.2f %% of a core; CPU each %d s, memory each %d s%s; %d read, %d MB, saved %d MB; %d listen%n",
                            last.readings().size(),
                            100.0 * (cpuNow - cpu) / (timeNow - time),
                            last.periods().cpu().toSeconds(),
                            last.periods().memory().toSeconds(),
                            last.periods().slowedDown() ? " (slowed down)" : "",
                            last.totals().read(),
                            last.totals().total() >> 20,
                            last.totals().saved().orElse(0) >> 20,
                            last.ports().values().stream()
                                    .filter(ports -> !ports.numbers().isEmpty())
                                    .count());
                    time = timeNow;
                    cpu = cpuNow;
                }
            }
        }
    }

    private static long cpuOfSampler() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals("figures"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }
}
