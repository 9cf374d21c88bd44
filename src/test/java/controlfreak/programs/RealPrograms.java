package controlfreak.programs;

import controlfreak.engine.RealEngine;
import controlfreak.testing.Patience;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.preset.Preset;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints what becomes of real programs under the engine, with a plain command and with their presets. Run it by {@code
 * src/bench/real-programs}.
 */
public final class RealPrograms {
    private static final int KEYS = 6_000_000;

    private RealPrograms() {}

    /** @param arguments names of programs; none for all */
    public static void main(String[] arguments) throws Exception {
        new Patience().beforeAll(null);
        // A program that runs as another user has to get into its folder.
        Path folder = Files.setPosixFilePermissions(
                Files.createTempDirectory("real-programs"), PosixFilePermissions.fromString("rwxr-xr-x"));
        boolean isGood = true;
        System.out.printf("%-12s %-8s", "", "");
        Stream.of(Trial.Step.values())
                .forEach(step -> System.out.printf(" %-8s", step.name().toLowerCase(Locale.ROOT)));
        System.out.println();
        try (RealEngine engine = new RealEngine(folder)) {
            for (Program program : new Programs(folder, KEYS).all().toList()) {
                if (arguments.length == 0 || List.of(arguments).contains(program.name())) {
                    isGood &= print(engine, program);
                }
            }
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
        System.exit(isGood ? 0 : 1);
    }

    private static boolean print(RealEngine engine, Program program) throws Exception {
        if (!isInstalled(program)) {
            System.out.printf("%-12s %s is not installed%n", program.name(), program.executable());
            return false;
        }
        program.prepare();
        boolean plain = print(program, "plain", Trial.run(engine, program, Trial.plain(program)));
        if (program.preset().isEmpty()) {
            return plain;
        }
        return print(program, "preset", Trial.run(engine, program, Trial.withPreset(program, preset(program))))
                && plain;
    }

    private static boolean print(Program program, String how, Map<Trial.Step, String> outcome) {
        System.out.printf("%-12s %-8s", program.name(), how);
        for (Trial.Step step : Trial.Step.values()) {
            String cell = outcome.getOrDefault(step, "");
            System.out.printf(" %-8s", cell.length() > 8 ? "✗" : cell);
        }
        System.out.println();
        outcome.values().stream().filter(cell -> cell.length() > 8).forEach(cell -> System.out.println("    " + cell));
        return outcome.values().stream().noneMatch(cell -> cell.length() > 8);
    }

    /** The preset that is meant for a program. */
    static Preset preset(Program program) throws Exception {
        return PresetFiles.read(Path.of(System.getProperty("proxies.folder")).resolveSibling("presets")).stream()
                .filter(preset -> preset.name().equals(program.preset()))
                .findFirst()
                .orElseThrow();
    }

    static boolean isInstalled(Program program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(part -> Files.isExecutable(Path.of(part, program.executable())));
    }
}
