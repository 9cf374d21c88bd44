package controlfreak.engine.proxy;

import controlfreak.log.LineSplitter;
import controlfreak.log.LogStream;
import controlfreak.log.LogWriter;
import controlfreak.log.RecordedLog;
import controlfreak.protocol.ProxyLogLine;
import controlfreak.protocol.ProxyLogReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings what comes on a proxy's log pipe to the logs that it belongs to, where pieces of a line become one again, as
 * if its service wrote to a pipe of its own. I/O thread only.
 */
final class ProxyLines {
    private static final String PROXY_ITSELF = "-";

    private final RecordedLog ownLog;
    private final Function<String, Optional<RecordedLog>> serviceLog;
    private final LineSplitter lines = new LineSplitter(this::line);
    private final ProxyLogReader reader = new ProxyLogReader();
    private final Map<String, LogWriter> writers = new HashMap<>();
    private final Set<LogWriter> touched = new HashSet<>();

    /** @param serviceLog finds the log of a service by name */
    ProxyLines(RecordedLog ownLog, Function<String, Optional<RecordedLog>> serviceLog) {
        this.ownLog = ownLog;
        this.serviceLog = serviceLog;
    }

    void received(byte[] bytes) {
        lines.received(bytes);
        touched.forEach(LogWriter::stored);
        touched.clear();
    }

    /** Nothing more will come: unfinished lines are finished. */
    void ended() {
        lines.ended();
        touched.clear();
        writers.values().forEach(LogWriter::ended);
        writers.clear();
        ownLog.flush();
    }

    /** Takes what is held of unfinished lines for pieces, which may go on later. */
    void flush() {
        lines.flush();
        touched.clear();
        writers.values().forEach(LogWriter::flush);
        ownLog.flush();
    }

    private void line(byte[] piece, boolean continued) {
        ProxyLogLine line = reader.read(piece, continued);
        LogStream stream = line.isError() ? LogStream.ERR : LogStream.OUT;
        boolean ends = !continued && !line.goesOn();
        String name = line.name().orElse(PROXY_ITSELF);
        Optional<RecordedLog> log = line.name().isEmpty() ? Optional.of(ownLog) : serviceLog.apply(name);
        if (log.isPresent()) {
            LogWriter writer = writer(name, log.get());
            writer.add(stream, line.text(), ends);
            touched.add(writer);
        } else {
            forget(name);
            ownLog.append(stream, named(name, line.text()), !ends);
            ownLog.flush();
        }
    }

    private LogWriter writer(String name, RecordedLog log) {
        LogWriter known = writers.get(name);
        if (known != null && known.writesTo(log)) {
            return known;
        }
        // The service was removed and is there again.
        forget(name);
        LogWriter writer = new LogWriter(log);
        writers.put(name, writer);
        return writer;
    }

    private void forget(String name) {
        LogWriter old = writers.remove(name);
        if (old != null) {
            old.ended();
        }
    }

    /** A line of a service that is not known here keeps its name, in the proxy's own log. */
    private static byte[] named(String name, byte[] text) {
        byte[] prefix = (name + ":").getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(prefix, prefix.length + text.length);
        System.arraycopy(text, 0, line, prefix.length, text.length);
        return line;
    }
}
