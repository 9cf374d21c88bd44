package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.log.LineSplitter;
import controlfreak.log.LogStream;
import controlfreak.log.LogWriter;
import controlfreak.model.ExitStatus;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What one process of a service writes to pipes of its own, and how it ends. Made before it is started; I/O thread only. */
public final class RunOutput implements ChildListener {
    private final ServiceRun run;
    private final EngineLoop loop;
    private final LogWriter writer;
    private final LineSplitter late = new LineSplitter((text, continued) -> noteLate(text));
    /** Which one of its log's runs it is. */
    private final int number;

    public RunOutput(ServiceRun run, EngineLoop loop) {
        this.run = run;
        this.loop = loop;
        this.writer = new LogWriter(run.log());
        this.number = run.log().runs() + 1;
    }

    @Override
    public void received(ChildStream stream, byte[] bytes) {
        if (run.log().runs() > number) {
            late.received(bytes);
        } else {
            writer.received(stream(stream), bytes);
        }
    }

    /** What could not be ended may go on talking while another run writes to the same log. */
    private void noteLate(byte[] text) {
        run.log()
                .note("said by what is left of the run before, pid " + run.pid().orElse(0) + ": "
                        + new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public void ended(ChildStream stream) {
        writer.ended(stream(stream));
    }

    @Override
    public void readsNoMore() {
        loop.run(() -> run.report(run.typing()::readsNoMore));
    }

    @Override
    public void exited(ExitStatus status) {
        flush();
        loop.run(() -> run.exited(Optional.of(status), loop.now()));
    }

    /** Takes what is held of unfinished lines for pieces, which may go on later. */
    public void flush() {
        writer.flush();
    }

    private static LogStream stream(ChildStream stream) {
        return stream == ChildStream.STDERR ? LogStream.ERR : LogStream.OUT;
    }
}
