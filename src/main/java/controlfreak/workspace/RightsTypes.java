package controlfreak.workspace;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.LimitText;
import controlfreak.model.rights.RunAs;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How it is said in a workspace file as whom a service runs, and how much it may take. Any thread. */
final class RightsTypes {
    static final JsonType<String> USER = checked(JsonTypes.TEXT, (as, name) -> as.withUser(Optional.of(name)));
    static final JsonType<String> GROUP = checked(JsonTypes.TEXT, (as, name) -> as.withGroup(Optional.of(name)));
    static final JsonType<Integer> UMASK = JsonTypes.of(RightsTypes::umask, mask -> String.format("%04o", mask));
    static final JsonType<Integer> NICE = checked(JsonTypes.WHOLE_NUMBER, (as, nice) -> as.withNice(Optional.of(nice)));
    static final JsonType<Integer> SCORE =
            checked(JsonTypes.WHOLE_NUMBER, (as, score) -> as.withOomScoreAdj(Optional.of(score)));
    static final JsonType<Map<Limit, LimitRange>> LIMITS = JsonTypes.of(RightsTypes::limits, RightsTypes::plain);

    private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 53);

    /** Where a wish comes to have a value. */
    private interface Place<V> {
        RunAs with(RunAs wish, V value);
    }

    private RightsTypes() {}

    private static <V> JsonType<V> checked(JsonType<V> type, Place<V> place) {
        return JsonTypes.of(
                json -> {
                    V value = type.read(json);
                    json.made(() -> place.with(RunAs.PANEL, value));
                    return value;
                },
                type::plain);
    }

    private static Integer umask(JsonValue json) throws JsonProblem {
        if (!json.asText().matches("0?[0-7]{1,3}")) {
            throw json.problem("A umask is written in octal digits: \"0027\".");
        }
        return Integer.parseInt(json.asText(), 8);
    }

    private static Map<Limit, LimitRange> limits(JsonValue json) throws JsonProblem {
        Map<Limit, LimitRange> limits = new EnumMap<>(Limit.class);
        for (Map.Entry<String, JsonValue> entry : json.asObject().entrySet()) {
            Optional<Limit> limit = Limit.of(entry.getKey());
            if (limit.isEmpty()) {
                throw entry.getValue()
                        .problem("There is no limit \"" + entry.getKey() + "\". There is nofile, core, as, "
                                + "nproc, memlock, stack, cpu, data, fsize and others, as in limits.conf.");
            }
            limits.put(limit.get(), range(entry.getValue()));
        }
        return limits;
    }

    private static LimitRange range(JsonValue json) throws JsonProblem {
        if (!(json.content() instanceof Map)) {
            return LimitRange.of(amount(json));
        }
        JsonFields fields = new JsonFields(json);
        long soft = amount(fields.required(Keys.SOFT));
        Optional<JsonValue> given = fields.value(Keys.HARD);
        OptionalLong hard = given.isPresent() ? OptionalLong.of(amount(given.get())) : OptionalLong.empty();
        if (!fields.rest().isEmpty()) {
            throw json.problem("A limit has \"soft\" and \"hard\" and nothing else.");
        }
        return given.orElse(json).made(() -> new LimitRange(soft, hard));
    }

    private static long amount(JsonValue json) throws JsonProblem {
        if (json.content() instanceof Number number) {
            BigDecimal value = new BigDecimal(number.toString());
            boolean isWhole = value.stripTrailingZeros().scale() <= 0;
            if (isWhole && value.signum() >= 0 && value.compareTo(LARGEST) <= 0) {
                return value.longValueExact();
            }
        }
        Optional<Long> amount = json.content() instanceof String text ? LimitText.read(text) : Optional.empty();
        return amount.orElseThrow(
                () -> json.problem("A limit is a whole number from 0 on, a size as \"2G\", or \"unlimited\"."));
    }

    private static Map<String, Object> plain(Map<Limit, LimitRange> limits) {
        Map<String, Object> words = new LinkedHashMap<>();
        limits.forEach((limit, range) -> words.put(limit.word(), plain(limit, range)));
        return words;
    }

    private static Object plain(Limit limit, LimitRange range) {
        if (range.hard().isEmpty()) {
            return plain(limit, range.soft());
        }
        Map<String, Object> both = new LinkedHashMap<>();
        both.put(Keys.SOFT, plain(limit, range.soft()));
        both.put(Keys.HARD, plain(limit, range.hard().getAsLong()));
        return both;
    }

    private static Object plain(Limit limit, long value) {
        String text = LimitText.of(limit, value);
        return text.matches("[0-9]{1,9}")
                ? Integer.valueOf(text)
                : text.matches("[0-9]+") ? (Object) BigDecimal.valueOf(value) : text;
    }
}
