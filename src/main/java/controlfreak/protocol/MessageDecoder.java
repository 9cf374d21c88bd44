package controlfreak.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ProxyStatus.Ability;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads lines of a proxy's status pipe. Any thread; never throws, whatever the line holds. */
public final class MessageDecoder {
    /** Longer lines are not read: the longest that makes sense lists some thousand preloaded modules. */
    public static final int MAX_LENGTH = 1 << 20;

    /** A signal to process 0 or 1 would reach the panel's own group, or everything. */
    private static final long FIRST_PID = 2;

    /** More than any machine has; what is beyond is a mistake, not a figure. */
    private static final double MOST_MEGABYTES = 1e9;

    private static final int MOST_FILES = 10;
    private static final int MAX_WAIT_STATUS = 0xffff;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MessageDecoder() {}

    /** Says why a line means nothing; carries no stack, since a flood of garbage is to be cheap. */
    private static final class Meaningless extends Exception {
        Meaningless(String message) {
            super(message, null, false, false);
        }
    }

    /** What one line, without its newline, says. */
    public static ProxyMessage decode(byte[] line) {
        try {
            return message(object(line));
        } catch (Meaningless meaningless) {
            return new ProxyMessage.Garbage(meaningless.getMessage() + ": " + Excerpt.of(line));
        }
    }

    private static JsonNode object(byte[] line) throws Meaningless {
        if (line.length > MAX_LENGTH) {
            throw new Meaningless("This status line is too long");
        }
        JsonNode node;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            node = JSON.readTree(text);
        } catch (CharacterCodingException invalid) {
            throw new Meaningless("This status line is not UTF-8");
        } catch (JacksonException invalid) {
            throw new Meaningless("This status line is not JSON");
        }
        if (!node.isObject()) {
            throw new Meaningless("This status line is not a JSON object");
        }
        return node;
    }

    private static ProxyMessage message(JsonNode node) throws Meaningless {
        String status = text(node, "status");
        return switch (status) {
            case "started" ->
                new ProxyMessage.Started(
                        text(node, "name"),
                        pid(node).orElseThrow(() -> new Meaningless("The pid is missing")),
                        node.path("own_program").asBoolean());
            case "stopped" -> new ProxyMessage.Stopped(text(node, "name"), pid(node), exitStatus(node));
            case "failed" ->
                new ProxyMessage.Failed(
                        text(node, "name"), reason(node), node.path("final").asBoolean());
            case "ready" -> new ProxyMessage.Ready(pid(node), ready(node));
            case "reforked" -> new ProxyMessage.Reforked(optionalText(node, "name"), pid(node), memory(node));
            case "refused" -> new ProxyMessage.Refused(text(node, "command"), reason(node));
            case "stale" -> new ProxyMessage.Stale(stale(node));
            default -> throw new Meaningless("The status \"" + Excerpt.of(status) + "\" is not known");
        };
    }

    private static String text(JsonNode node, String key) throws Meaningless {
        JsonNode value = node.path(key);
        // Languages that do not tell numbers from texts may send the name "1" as 1.
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new Meaningless(
                    value.isMissingNode() || value.isNull()
                            ? "The " + key + " is missing"
                            : "The " + key + " is not a text");
        }
        if (value.asText().isEmpty()) {
            throw new Meaningless("The " + key + " is empty");
        }
        return value.asText();
    }

    private static Optional<String> optionalText(JsonNode node, String key) throws Meaningless {
        JsonNode value = node.path(key);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(text(node, key));
    }

    private static OptionalLong pid(JsonNode node) throws Meaningless {
        OptionalLong pid = wholeNumber(node, "pid");
        if (pid.isPresent() && (pid.getAsLong() < FIRST_PID || pid.getAsLong() > Integer.MAX_VALUE)) {
            throw new Meaningless("The pid " + pid.getAsLong() + " cannot be a service's");
        }
        return pid;
    }

    private static ExitStatus exitStatus(JsonNode node) throws Meaningless {
        long raw = wholeNumber(node, "exit_status").orElseThrow(() -> new Meaningless("The exit_status is missing"));
        if (raw < 0 || raw > MAX_WAIT_STATUS) {
            throw new Meaningless("The exit_status " + raw + " is not a wait status");
        }
        return new ExitStatus((int) raw);
    }

    /** A whole number, also one that comes as a text; empty where it is missing or null. */
    private static OptionalLong wholeNumber(JsonNode node, String key) throws Meaningless {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        if (value.isTextual() && WHOLE_NUMBER.matcher(value.textValue()).matches()) {
            return OptionalLong.of(Long.parseLong(value.textValue()));
        }
        throw new Meaningless("The " + key + " is not a whole number");
    }

    private static String reason(JsonNode node) {
        String reason = node.path("reason").asText().strip();
        return reason.isEmpty() ? "The proxy gave no reason." : Excerpt.of(reason);
    }

    /** All of it is for show: what is missing or odd must not make the proxy look unready. */
    private static ProxyStatus.Ready ready(JsonNode node) {
        List<String> preloaded = new ArrayList<>();
        node.path("preloaded").forEach(item -> preloaded.add(Excerpt.of(item.asText())));
        return new ProxyStatus.Ready(
                node.path("protocol").asInt(2),
                Excerpt.of(node.path("runtime").asText()),
                preloaded,
                preloadTime(node.path("preload_ms")),
                memory(node),
                abilities(node),
                environment(node.path("environment")));
    }

    /** Each is said by its word. */
    private static Set<Ability> abilities(JsonNode node) {
        return Arrays.stream(Ability.values())
                .filter(ability ->
                        node.path(ability.name().toLowerCase(Locale.ROOT)).asBoolean())
                .collect(Collectors.toSet());
    }

    private static Environment environment(JsonNode node) {
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            Optional<String> value = entry.getValue().isNull()
                    ? Optional.empty()
                    : Optional.of(entry.getValue().asText());
            if (Environment.nameProblem(entry.getKey()).isEmpty()
                    && value.flatMap(Environment::valueProblem).isEmpty()) {
                entries.put(entry.getKey(), value);
            }
        });
        return Environment.of(entries);
    }

    private static OptionalLong memory(JsonNode node) {
        double megabytes = node.path("memory_mb").asDouble(-1);
        return megabytes >= 0 && megabytes <= MOST_MEGABYTES
                ? OptionalLong.of(Math.round(megabytes * (1 << 20)))
                : OptionalLong.empty();
    }

    private static Optional<StaleFiles> stale(JsonNode node) throws Meaningless {
        long count = wholeNumber(node, "count").orElseThrow(() -> new Meaningless("The count is missing"));
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new Meaningless("The count " + count + " cannot be one of files");
        }
        List<String> files = new ArrayList<>();
        for (JsonNode file : node.path("files")) {
            if (files.size() < MOST_FILES && file.isTextual()) {
                files.add(Excerpt.of(file.textValue()));
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new StaleFiles((int) count, files));
    }

    private static Optional<Duration> preloadTime(JsonNode value) {
        double millis = value.isTextual() || value.isNumber() ? value.asDouble(-1) : -1;
        return millis >= 0 && millis <= Duration.ofDays(365).toMillis()
                ? Optional.of(Duration.ofNanos(Math.round(millis * 1e6)))
                : Optional.empty();
    }
}
