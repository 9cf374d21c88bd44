package controlfreak.workspace.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types that any file is made of. Any thread. */
public final class JsonTypes {
    public static final JsonType<String> TEXT = of(JsonValue::asText, text -> text);
    public static final JsonType<Boolean> FLAG = of(JsonTypes::flag, flag -> flag);
    public static final JsonType<Integer> WHOLE_NUMBER = of(JsonTypes::wholeNumber, number -> number);

    /** Seconds with fractions; more than a file can mean saturate, and are out of any legal range. */
    public static final JsonType<Duration> SECONDS = of(JsonTypes::seconds, JsonTypes::plainSeconds);

    /** Reads a value of one type. */
    @FunctionalInterface
    public interface Reading<V> {
        V read(JsonValue json) throws JsonProblem;
    }

    /** Says a value in plain maps, lists and scalars. */
    @FunctionalInterface
    public interface Saying<V> {
        Object plain(V value);
    }

    private record Pair<V>(Reading<V> reading, Saying<V> saying) implements JsonType<V> {
        @Override
        public V read(JsonValue json) throws JsonProblem {
            return reading.read(json);
        }

        @Override
        public Object plain(V value) {
            return saying.plain(value);
        }
    }

    private JsonTypes() {}

    public static <V> JsonType<V> of(Reading<V> reading, Saying<V> saying) {
        return new Pair<>(reading, saying);
    }

    public static <V> JsonType<List<V>> list(JsonType<V> item) {
        return of(
                json -> {
                    List<V> items = new ArrayList<>();
                    for (JsonValue value : json.asArray()) {
                        items.add(item.read(value));
                    }
                    return items;
                },
                items -> items.stream().map(item::plain).toList());
    }

    /** What is there or left out. */
    public static <V> JsonType<Optional<V>> optional(JsonType<V> type) {
        return of(json -> Optional.of(type.read(json)), value -> type.plain(value.orElseThrow()));
    }

    private static boolean flag(JsonValue json) throws JsonProblem {
        if (json.content() instanceof Boolean flag) {
            return flag;
        }
        throw json.problem("true or false is needed here, without quotes.");
    }

    /** As in JSON Schema, {@code 1.0} is a whole number. */
    private static int wholeNumber(JsonValue json) throws JsonProblem {
        if (json.content() instanceof Integer number) {
            return number;
        }
        try {
            if (json.content() instanceof BigDecimal number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException isNone) {
            throw json.problem("A whole number is needed here, without a fraction.");
        }
        throw json.problem("A whole number is needed here, without quotes.");
    }

    private static Duration seconds(JsonValue json) throws JsonProblem {
        if (json.content() instanceof Number number) {
            return Duration.ofNanos(Math.round(number.doubleValue() * 1e9));
        }
        throw json.problem("A number of seconds is needed here, without quotes.");
    }

    private static BigDecimal plainSeconds(Duration duration) {
        return new BigDecimal(
                BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString());
    }
}
