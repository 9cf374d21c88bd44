package controlfreak.process.privilege;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Asks the system what this process has and may: capabilities(7), and /proc/self/limits of proc(5). Any thread. */
final class OwnPowers {
    private static final Path SELF = Path.of("/proc/self");
    private static final int CAP_SETGID = 6;
    private static final int CAP_SETUID = 7;
    private static final int CAP_SYS_NICE = 23;
    private static final int CAP_SYS_RESOURCE = 24;

    /** What the kernel calls them, each before its soft and its hard limit. */
    private static final Map<String, Limit> NAMES = Map.ofEntries(
            Map.entry("Max cpu time", Limit.CPU),
            Map.entry("Max file size", Limit.FSIZE),
            Map.entry("Max data size", Limit.DATA),
            Map.entry("Max stack size", Limit.STACK),
            Map.entry("Max core file size", Limit.CORE),
            Map.entry("Max resident set", Limit.RSS),
            Map.entry("Max processes", Limit.NPROC),
            Map.entry("Max open files", Limit.NOFILE),
            Map.entry("Max locked memory", Limit.MEMLOCK),
            Map.entry("Max address space", Limit.AS),
            Map.entry("Max file locks", Limit.LOCKS),
            Map.entry("Max pending signals", Limit.SIGPENDING),
            Map.entry("Max msgqueue size", Limit.MSGQUEUE),
            Map.entry("Max nice priority", Limit.NICE),
            Map.entry("Max realtime priority", Limit.RTPRIO),
            Map.entry("Max realtime timeout", Limit.RTTIME));

    private OwnPowers() {}

    static Powers now() {
        boolean isRoot = LibC.C.geteuid() == 0;
        long capabilities = capabilities(isRoot ? -1L : 0L);
        return new Powers(
                has(capabilities, CAP_SETUID) && has(capabilities, CAP_SETGID),
                has(capabilities, CAP_SYS_RESOURCE),
                has(capabilities, CAP_SYS_NICE),
                limits(lines("limits")),
                LibC.C.getpriority(0, 0),
                lines("oom_score_adj").stream()
                        .findFirst()
                        .map(line -> Integer.parseInt(line.strip()))
                        .orElse(0));
    }

    private static boolean has(long capabilities, int number) {
        return (capabilities >> number & 1) == 1;
    }

    /** A container's root may less than others. */
    private static long capabilities(long otherwise) {
        return lines("status").stream()
                .filter(line -> line.startsWith("CapEff:"))
                .findFirst()
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .orElse(otherwise);
    }

    static Map<Limit, LimitRange> limits(List<String> lines) {
        Map<Limit, LimitRange> limits = new EnumMap<>(Limit.class);
        NAMES.forEach((name, limit) -> lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip().split("\\s+"))
                .filter(fields -> fields.length >= 2)
                .findFirst()
                .ifPresent(fields ->
                        limits.put(limit, new LimitRange(value(fields[0]), OptionalLong.of(value(fields[1]))))));
        return limits;
    }

    private static long value(String word) {
        return word.equals("unlimited") ? LimitRange.UNLIMITED : Long.parseLong(word);
    }

    private static List<String> lines(String file) {
        try {
            return Abi.LINUX ? Files.readAllLines(SELF.resolve(file)) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
