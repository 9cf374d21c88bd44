package controlfreak.process.table;

import controlfreak.process.Census;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.SeenProcess;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Java and the C library know of processes. Any thread. */
final class PortableFacts implements ProcessFacts {
    @Override
    public Optional<Facts> living(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(handle -> {
            long parent = handle.parent().map(ProcessHandle::pid).orElse(0L);
            long group = Abi.MAC || Abi.LINUX ? LibC.C.getpgid((int) pid) : pid;
            return new Facts(new ProcessIdentity(pid, startTime(pid)), parent, group);
        });
    }

    /** Without marks, which only a system with /proc tells. */
    @Override
    public Optional<Census> all() {
        return Optional.of(new Census(ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(PortableFacts::seen)
                .toList()));
    }

    private static SeenProcess seen(ProcessHandle handle) {
        long pid = handle.pid();
        ProcessHandle.Info info = handle.info();
        boolean knows = Abi.MAC || Abi.LINUX;
        return new SeenProcess(
                new ProcessIdentity(
                        pid, info.startInstant().map(Instant::toEpochMilli).orElse(-1L)),
                handle.parent().map(ProcessHandle::pid).orElse(0L),
                knows ? LibC.C.getpgid((int) pid) : pid,
                knows ? LibC.C.getsid((int) pid) : pid,
                true,
                info.command()
                        .map(command -> command.substring(command.lastIndexOf('/') + 1))
                        .orElse("a process"),
                Set.of());
    }

    @Override
    public long now() {
        return System.currentTimeMillis();
    }

    @Override
    public Duration unit() {
        return Duration.ofMillis(1);
    }

    @Override
    public List<String> commandLine(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::info).stream()
                .flatMap(info -> Stream.concat(
                        info.command().stream(), info.arguments().stream().flatMap(Stream::of)))
                .toList();
    }

    @Override
    public long startTime(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(-1L);
    }
}
