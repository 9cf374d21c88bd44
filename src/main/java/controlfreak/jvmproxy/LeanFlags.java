package controlfreak.jvmproxy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The flags that keep a JVM small. What a service or the operator says about a matter takes the place of ours; some of
 * them would otherwise contradict each other, and the JVM would not start.
 */
final class LeanFlags {
    private record Matter(Pattern saidBy, List<String> flags) {
        static Matter of(String saidBy, String... flags) {
            return new Matter(Pattern.compile(saidBy), List.of(flags));
        }

        boolean isSaidBy(List<String> options) {
            return options.stream().anyMatch(option -> saidBy.matcher(option).lookingAt());
        }
    }

    private static final List<Matter> MATTERS = List.of(
            Matter.of("-XX:[+-]Use\\w+GC$", "-XX:+UseSerialGC"),
            Matter.of(
                    "-XX:(TieredStopAtLevel|CICompilerCount|[+-]TieredCompilation)|-X(int|comp)$|-(server|client)$",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:CICompilerCount=1"),
            Matter.of("-XX:(ReservedCodeCacheSize|[+-]SegmentedCodeCache)", "-XX:ReservedCodeCacheSize=24m"),
            Matter.of("-Xss|-XX:ThreadStackSize", "-Xss256k"),
            Matter.of("-XX:[+-]UsePerfData", "-XX:-UsePerfData"),
            Matter.of("-Xms|-XX:(InitialHeapSize|MinHeapSize|InitialRAMPercentage)", "-Xms8m"),
            Matter.of("-Xmn|-XX:(NewSize|MaxNewSize|NewRatio)", "-Xmn4m"),
            Matter.of("-XX:M(in|ax)HeapFreeRatio", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20"),
            Matter.of("-XX:TrimNativeHeapInterval", trimming()),
            // An archive at a random address is patched while it is loaded, and what is patched is not shared.
            Matter.of("-XX:ArchiveRelocationMode", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));

    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC$");

    private static final Pattern OWN_ARCHIVE =
            Pattern.compile("-Xshare|-XX:(SharedArchiveFile|ArchiveClassesAtExit|AOT)");

    private LeanFlags() {}

    /** The C library keeps what loading and compiling have freed, until it is told to give it back. */
    private static String[] trimming() {
        return Jdk.trimsNativeHeap()
                ? new String[] {"-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=5000"}
                : new String[0];
    }

    /** Those about which these options say nothing. */
    static List<String> without(List<String> options) {
        return MATTERS.stream()
                .filter(matter -> !matter.isSaidBy(options))
                .flatMap(matter -> matter.flags().stream())
                .toList();
    }

    static boolean nameACollector(List<String> options) {
        return options.stream().anyMatch(option -> COLLECTOR.matcher(option).lookingAt());
    }

    static boolean nameAnArchive(Stream<String> options) {
        return options.anyMatch(option -> OWN_ARCHIVE.matcher(option).lookingAt());
    }
}
