package controlfreak.workspace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the text of a workspace file: keys in a fixed order, defaults left out. One a text. */
final class WorkspaceWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private WorkspaceWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(Workspace workspace) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));
            new WorkspaceWriter(json).workspace(workspace);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return escapeHalfCharacters(text.append('\n').toString());
    }

    private void workspace(Workspace workspace) throws IOException {
        json.writeStartObject();
        json.writeNumberField(Keys.VERSION, Keys.CURRENT_VERSION);
        environment(workspace.env());
        if (!workspace.proxies().isEmpty()) {
            json.writeArrayFieldStart(Keys.PROXIES);
            for (ProxySpec proxy : workspace.proxies()) {
                proxy(proxy);
            }
            json.writeEndArray();
        }
        services(workspace.services());
        extra(workspace.extra());
        json.writeEndObject();
    }

    private void proxy(ProxySpec proxy) throws IOException {
        json.writeStartObject();
        json.writeStringField(Keys.NAME, proxy.name());
        text(Keys.DESCRIPTION, proxy.description());
        if (proxy.command().isPresent()) {
            command(proxy.command().get());
        }
        flag(Keys.AUTO, proxy.auto(), true);
        text(Keys.CWD, proxy.cwd().orElse(""));
        environment(proxy.env());
        services(proxy.services());
        extra(proxy.extra());
        json.writeEndObject();
    }

    private void services(List<ServiceSpec> services) throws IOException {
        if (services.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(Keys.SERVICES);
        for (ServiceSpec service : services) {
            service(service);
        }
        json.writeEndArray();
    }

    private void service(ServiceSpec service) throws IOException {
        json.writeStartObject();
        json.writeStringField(Keys.NAME, service.name());
        text(Keys.DESCRIPTION, service.description());
        command(service.command());
        text(Keys.CWD, service.cwd().orElse(""));
        number(Keys.INSTANCES, service.instances(), 1);
        environment(service.env());
        if (!service.tags().isEmpty()) {
            json.writeFieldName(Keys.TAGS);
            texts(service.tags());
        }
        flag(Keys.IGNORE_STDOUT, !service.keepStdout(), false);
        flag(Keys.IGNORE_STDERR, !service.keepStderr(), false);
        restart(service.restart());
        dependencies(service.dependsOn());
        if (service.health().ready().isPresent()) {
            readiness(service.health().ready().get());
        }
        if (service.health().live().isPresent()) {
            liveness(service.health().live().get());
        }
        extra(service.extra());
        json.writeEndObject();
    }

    private void restart(RestartPolicy restart) throws IOException {
        RestartPolicy normal = RestartPolicy.DEFAULT;
        flag(Keys.RESPAWN_ON_FAIL, restart.respawnOnFail(), normal.respawnOnFail());
        flag(Keys.RESPAWN_ON_STOP, restart.respawnOnStop(), normal.respawnOnStop());
        number(Keys.MAX_RETRIES, restart.maxRetries(), normal.maxRetries());
        seconds(Keys.START_WAIT, restart.startWait(), normal.startWait());
        seconds(Keys.STOP_WAIT, restart.stopWait(), normal.stopWait());
    }

    private void dependencies(List<Dependency> dependencies) throws IOException {
        if (dependencies.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(Keys.DEPENDS_ON);
        for (Dependency dependency : dependencies) {
            json.writeStringField(dependency.name(), dependency.until().word());
        }
        json.writeEndObject();
    }

    private void readiness(Readiness readiness) throws IOException {
        json.writeObjectFieldStart(Keys.READY);
        if (readiness.sign() instanceof Sign.Probed probed) {
            probe(probed.probe(), Readiness.DEFAULT_EVERY);
        } else if (readiness.sign() instanceof Sign.Line line) {
            json.writeStringField(Keys.LOG, line.pattern());
        } else {
            json.writeBooleanField(Keys.NOTIFY, true);
        }
        extra(readiness.extra());
        json.writeEndObject();
    }

    private void liveness(Liveness liveness) throws IOException {
        json.writeObjectFieldStart(Keys.LIVE);
        probe(liveness.probe(), Liveness.DEFAULT_EVERY);
        number(Keys.FAILURES, liveness.failures(), Liveness.DEFAULT_FAILURES);
        extra(liveness.extra());
        json.writeEndObject();
    }

    private void probe(Probe probe, Duration normal) throws IOException {
        if (probe.check() instanceof Check.Port port) {
            json.writeNumberField(Keys.PORT, port.port());
            text(Keys.HOST, port.host().equals(Check.LOCAL) ? "" : port.host());
        } else if (probe.check() instanceof Check.Run run) {
            command(run.command());
        }
        seconds(Keys.EVERY, probe.every(), normal);
        seconds(Keys.TIMEOUT, probe.timeout(), Probe.DEFAULT_TIMEOUT);
    }

    private void command(Command command) throws IOException {
        json.writeFieldName(Keys.COMMAND);
        if (command instanceof Command.Words words) {
            texts(words.words());
        } else if (command instanceof Command.Text text) {
            json.writeString(text.text());
        }
    }

    private void environment(Environment env) throws IOException {
        if (env.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(Keys.ENV);
        for (Map.Entry<String, Optional<String>> entry : env.entries().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue().orElse(null));
        }
        json.writeEndObject();
    }

    private void texts(List<String> texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, value);
        }
    }

    private void flag(String key, boolean value, boolean normal) throws IOException {
        if (value != normal) {
            json.writeBooleanField(key, value);
        }
    }

    private void number(String key, int value, int normal) throws IOException {
        if (value != normal) {
            json.writeNumberField(key, value);
        }
    }

    private void seconds(String key, Duration value, Duration normal) throws IOException {
        if (!value.equals(normal)) {
            json.writeFieldName(key);
            json.writeNumber(
                    BigDecimal.valueOf(value.toNanos(), 9).stripTrailingZeros().toPlainString());
        }
    }

    private void extra(Map<String, Object> extra) throws IOException {
        for (Map.Entry<String, Object> entry : extra.entrySet()) {
            json.writeFieldName(entry.getKey());
            plain(entry.getValue());
        }
    }

    private void plain(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                plain(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                plain(item);
            }
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else {
            json.writeNull();
        }
    }

    /** Half a surrogate pair has no UTF-8 form, yet JSON can say it; it can only stand inside a string. */
    private static String escapeHalfCharacters(String text) {
        if (text.codePoints().noneMatch(WorkspaceWriter::isHalfCharacter)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHalfCharacter(point)) {
                escaped.append(String.format("\\u%04x", point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean isHalfCharacter(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
