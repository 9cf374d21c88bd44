package controlfreak.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the plain window and the panel in turn, and prints medians. Run it by {@code src/bench/startup}. */
public final class Startup {
    /** Milliseconds since the command; of CPU, of all that it took until then. */
    private record Seen(double window, double windowCpu, double row, double rowCpu) {
        static Seen of(List<String> lines, Instant begin) {
            double[] window = numbers(lines, "window", begin);
            double[] row = numbers(lines, "row", begin);
            return new Seen(window[0], window[1], row[0], row[1]);
        }

        private static double[] numbers(List<String> lines, String what, Instant begin) {
            String[] words = lines.stream()
                    .filter(line -> line.startsWith(what + " "))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("It told nothing of its " + what + ": " + lines))
                    .split(" ");
            long micros = Long.parseLong(words[1]) - ChronoUnit.MICROS.between(Instant.EPOCH, begin);
            return new double[] {micros / 1e3, Double.parseDouble(words[2])};
        }

        Stream<Double> all() {
            return Stream.of(window, windowCpu, row, rowCpu);
        }
    }

    private Startup() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        int runs = Integer.parseInt(words[0]);
        Path project = Path.of(words[1]);
        Path folder = Path.of(words[2]);
        Map<String, ProcessBuilder> commands = new LinkedHashMap<>();
        commands.put("plain window", plain(project));
        ProcessBuilder panel = new ProcessBuilder(
                project.resolve("installer/run").toString(),
                folder.resolve("one.cfk").toString());
        panel.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        commands.put("panel", panel);
        Map<String, List<Seen>> seen = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            for (Map.Entry<String, ProcessBuilder> command : commands.entrySet()) {
                seen.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                        .add(once(command.getValue()));
            }
        }
        System.out.printf("%-20s %12s %12s %12s %12s%n", "ms, medians", "window", "CPU", "first row", "CPU");
        List<Double> plain = medians(seen.get("plain window"));
        List<Double> own = medians(seen.get("panel"));
        System.out.println(row("plain window", plain, "%12.0f"));
        System.out.println(row("panel", own, "%12.0f"));
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(own.get(i) / plain.get(i));
        }
        System.out.println(row("ratio", ratios, "%12.2f"));
    }

    private static ProcessBuilder plain(Path project) throws IOException {
        String modules;
        try (Stream<Path> files = Files.list(project.resolve("target/lib"))) {
            modules = files.filter(file -> file.getFileName().toString().startsWith("javafx-"))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
        return new ProcessBuilder(
                System.getenv("PROBE_JAVA"),
                "-XX:+UseSerialGC",
                "-Dprism.order=sw",
                "--module-path",
                modules,
                "--add-modules",
                "javafx.controls",
                "-cp",
                System.getenv("PROBE_CLASSES"),
                "controlfreak.startup.Probe",
                "controlfreak.startup.PlainWindow");
    }

    private static Seen once(ProcessBuilder command) throws IOException, InterruptedException {
        command.environment().put("GDK_BACKEND", "x11");
        Instant begin = Instant.now();
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String told = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return Seen.of(Arrays.asList(told.split("\n")), begin);
    }

    private static List<Double> medians(List<Seen> runs) {
        List<List<Double>> columns = new ArrayList<>();
        for (Seen run : runs) {
            List<Double> values = run.all().toList();
            for (int i = 0; i < values.size(); i++) {
                if (columns.size() == i) {
                    columns.add(new ArrayList<>());
                }
                columns.get(i).add(values.get(i));
            }
        }
        return columns.stream()
                .map(column -> column.stream().sorted().toList().get(column.size() / 2))
                .toList();
    }

    private static String row(String name, List<Double> values, String format) {
        return String.format("%-20s", name)
                + values.stream().map(value -> String.format(format, value)).collect(Collectors.joining(" ", " ", ""));
    }
}
