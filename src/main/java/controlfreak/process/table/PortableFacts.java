package controlfreak.process.table;

import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.time.Instant;
import java.util.Optional;

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

    @Override
    public long startTime(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(-1L);
    }

    @Override
    public boolean anyLivesIn(long group) {
        return true;
    }
}
