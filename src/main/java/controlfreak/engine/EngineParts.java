package controlfreak.engine;

import controlfreak.log.LogStore;
import controlfreak.process.Launcher;
import controlfreak.process.Ports;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * All that the engine needs from outside. Immutable; any thread.
 *
 * @param random gives an integer from 0 up to, and without, its argument; for {@link Backoff}
 * @param inherited the panel's own variables
 * @param proxiesFolder where the proxy programs are that come with the panel
 */
public record EngineParts(
        EngineLoop loop,
        Launcher launcher,
        ProcessTable table,
        Ports ports,
        RunJournal journal,
        LogStore logs,
        IntUnaryOperator random,
        Map<String, String> inherited,
        Path proxiesFolder) {}
