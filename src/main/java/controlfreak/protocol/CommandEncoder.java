package controlfreak.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Stdin;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns commands into lines for a proxy's command pipe. Any thread. */
public final class CommandEncoder {
    /**
     * Proxies of version 1 lose a command that does not arrive in one piece: a line, its newline included, must stay
     * below this many bytes to be sure.
     */
    public static final int SAFE_LENGTH = 4096;

    private static final JsonFactory JSON = new JsonFactory();

    private CommandEncoder() {}

    /** One line of JSON in UTF-8, ending in the only newline in it. */
    public static byte[] encode(ProxyCommand command) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            write(json, command);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, ProxyCommand command) throws IOException {
        if (command instanceof ProxyCommand.Start start) {
            writeStart(json, start);
        } else if (command instanceof ProxyCommand.Stop stop) {
            json.writeStringField("command", "stop");
            json.writeStringField("name", stop.name());
            if (stop.signal().isPresent()) {
                json.writeStringField("signal", stop.signal().get().name());
            }
            if (stop.reach().isPresent()) {
                json.writeStringField("to", stop.reach().get().word());
            }
        } else if (command instanceof ProxyCommand.SendSignal signal) {
            json.writeStringField("command", "signal");
            json.writeStringField("name", signal.name());
            json.writeStringField("signal", signal.signal().name());
        } else if (command instanceof ProxyCommand.Input input) {
            json.writeStringField("command", "input");
            json.writeStringField("name", input.name());
            json.writeStringField("text", input.text());
            json.writeNumberField("end", input.end() ? 1 : 0);
        } else if (command instanceof ProxyCommand.Refork refork) {
            json.writeStringField("command", "refork");
            if (refork.name().isPresent()) {
                json.writeStringField("name", refork.name().get());
            }
        } else {
            json.writeStringField("command", "shutdown");
        }
    }

    private static void writeStart(JsonGenerator json, ProxyCommand.Start start) throws IOException {
        json.writeStringField("command", "start");
        json.writeStringField("name", start.name());
        json.writeFieldName("cmd");
        writeCommand(json, start.command());
        json.writeFieldName("env");
        writeEnvironment(json, start.env());
        json.writeNumberField("ignore_stdout", start.streams().keepStdout() ? 0 : 1);
        json.writeNumberField("ignore_stderr", start.streams().keepStderr() ? 0 : 1);
        if (start.streams().openStdin()) {
            json.writeStringField("stdin", "open");
        }
        if (start.streams().stdin() instanceof Stdin.Socket socket) {
            json.writeStringField("tie_stdin_to", socket.name());
        } else {
            json.writeNullField("tie_stdin_to");
        }
        if (!start.sockets().isEmpty()) {
            json.writeFieldName("sockets");
            writeWords(json, start.sockets());
        }
        json.writeNumberField("no_new_session", 0);
        if (start.cwd().isPresent()) {
            json.writeStringField("cwd", start.cwd().get());
        }
        writeRights(json, start.runAs());
        if (start.outputs().stdout().isPresent()) {
            json.writeStringField("stdout", start.outputs().stdout().get());
        }
        if (start.outputs().stderr().isPresent()) {
            json.writeStringField("stderr", start.outputs().stderr().get());
        }
    }

    private static void writeRights(JsonGenerator json, RunAs runAs) throws IOException {
        if (runAs.user().isPresent()) {
            json.writeStringField("user", runAs.user().get());
        }
        if (runAs.group().isPresent()) {
            json.writeStringField("group", runAs.group().get());
        }
        if (runAs.umask().isPresent()) {
            json.writeStringField("umask", String.format("%04o", runAs.umask().get()));
        }
        if (!runAs.limits().isEmpty()) {
            json.writeObjectFieldStart("limits");
            for (Map.Entry<Limit, LimitRange> entry : runAs.limits().entrySet()) {
                writeLimit(json, entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        if (runAs.nice().isPresent()) {
            json.writeNumberField("nice", runAs.nice().get());
        }
        if (runAs.oomScoreAdj().isPresent()) {
            json.writeNumberField("oomScoreAdj", runAs.oomScoreAdj().get());
        }
    }

    private static void writeLimit(JsonGenerator json, Limit limit, LimitRange range) throws IOException {
        json.writeArrayFieldStart(limit.word());
        json.writeNumber(number(range.soft()));
        if (range.hard().isPresent()) {
            json.writeNumber(number(range.hard().getAsLong()));
        } else {
            json.writeNull();
        }
        json.writeEndArray();
    }

    private static long number(long value) {
        return value == LimitRange.UNLIMITED ? -1 : value;
    }

    private static void writeCommand(JsonGenerator json, Command command) throws IOException {
        if (command instanceof Command.Words words) {
            writeWords(json, words.words());
        } else if (command instanceof Command.Text text) {
            json.writeString(text.text());
        }
    }

    private static void writeWords(JsonGenerator json, List<String> words) throws IOException {
        json.writeStartArray();
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    private static void writeEnvironment(JsonGenerator json, Environment env) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Optional<String>> entry : env.entries().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue().orElse(null));
        }
        json.writeEndObject();
    }
}
