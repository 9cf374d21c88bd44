package controlfreak.process.procfs;

import controlfreak.model.status.MemorySample;
import controlfreak.process.CpuSample;
import controlfreak.process.ProcessFigures;
import controlfreak.process.ProcessIdentity;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads figures from /proc. One thread at a time: all files go through one buffer. */
final class ProcFigures implements ProcessFigures {
    /** The kernel tells times in hundredths of a second, whatever its own clock does. */
    private static final long NANOS_OF_TICK = 10_000_000;

    /** The name of a process that may have an archive of classes. */
    private static final String JVM = "java";

    private static final int GROUP = 2;
    private static final int MINOR_FAULTS = 7;
    private static final int MAJOR_FAULTS = 9;
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int START_TIME = 19;

    private final String root;
    private final ProcText text = new ProcText();
    private final ProcArchives archives;

    ProcFigures(String root) {
        this.root = root;
        archives = new ProcArchives(root);
    }

    @Override
    public Optional<CpuSample> cpu(long pid) {
        if (pid <= 0 || !read(pid + "/stat") || !text.toFields()) {
            return Optional.empty();
        }
        // A zombie has no figures any more.
        if (text.isField('Z') || text.isField('X')) {
            return Optional.empty();
        }
        boolean paused = text.isField('T');
        text.skipFields(MINOR_FAULTS);
        long minor = text.field();
        text.skipFields(MAJOR_FAULTS - MINOR_FAULTS - 1);
        long major = text.field();
        text.skipFields(UTIME - MAJOR_FAULTS - 1);
        long user = text.field();
        text.skipFields(STIME - UTIME - 1);
        long system = text.field();
        text.skipFields(START_TIME - STIME - 1);
        long started = text.field();
        return minor < 0 || major < 0 || user < 0 || system < 0 || started < 0
                ? Optional.empty()
                : Optional.of(new CpuSample(
                        new ProcessIdentity(pid, started), (user + system) * NANOS_OF_TICK, minor + major, paused));
    }

    @Override
    public Optional<MemorySample> memory(ProcessIdentity process) {
        if (!read(process.pid() + "/smaps_rollup")) {
            return Optional.empty();
        }
        Optional<MemorySample> sample = parseRollup();
        // Asked afterwards: a number that changed hands before the reading is then known to have.
        return sample.filter(read -> isStill(process))
                .map(read -> text.isNamed(JVM) ? read.with(archives.of(process.pid())) : read);
    }

    private boolean isStill(ProcessIdentity process) {
        return cpu(process.pid()).filter(cpu -> cpu.identity().equals(process)).isPresent();
    }

    private Optional<MemorySample> parseRollup() {
        long rss = text.kilobytes("Rss:");
        long pss = text.kilobytes("Pss:");
        long pssAnonymous = text.kilobytes("Pss_Anon:");
        long sharedClean = text.kilobytes("Shared_Clean:");
        long sharedDirty = text.kilobytes("Shared_Dirty:");
        long ownClean = text.kilobytes("Private_Clean:");
        long ownDirty = text.kilobytes("Private_Dirty:");
        long anonymous = text.kilobytes("Anonymous:");
        if (rss < 0 || pss < 0 || sharedClean < 0 || sharedDirty < 0 || ownClean < 0 || ownDirty < 0 || anonymous < 0) {
            return Optional.empty();
        }
        return Optional.of(new MemorySample(
                rss,
                pss,
                anonymous,
                pssAnonymous < 0 ? OptionalLong.empty() : OptionalLong.of(pssAnonymous),
                ownClean,
                ownDirty,
                sharedClean + sharedDirty));
    }

    @Override
    public Map<Long, List<Long>> members(Collection<Long> groups) {
        Set<Long> wanted = Set.copyOf(groups);
        Map<Long, List<Long>> members = new HashMap<>();
        String[] names = new File(root).list((folder, name) -> Character.isDigit(name.charAt(0)));
        if (names != null) {
            for (String name : names) {
                long group = groupOf(name);
                if (wanted.contains(group)) {
                    members.computeIfAbsent(group, key -> new ArrayList<>()).add(Long.parseLong(name));
                }
            }
        }
        return members;
    }

    /** -1 where the process is gone. */
    private long groupOf(String pid) {
        if (!read(pid + "/stat") || !text.toFields()) {
            return -1;
        }
        text.skipFields(GROUP);
        return text.field();
    }

    @Override
    public OptionalLong machineMemory() {
        return ofMachine("MemTotal:");
    }

    @Override
    public OptionalLong availableMemory() {
        return ofMachine("MemAvailable:");
    }

    private OptionalLong ofMachine(String amount) {
        long bytes = read("meminfo") ? text.kilobytes(amount) : -1;
        return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private boolean read(String file) {
        try (FileInputStream in = new FileInputStream(root + "/" + file)) {
            return text.readFrom(in);
        } catch (IOException goneOrHidden) {
            return false;
        }
    }
}
