package controlfreak.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that are made of an instance's number: <code>${instance}</code> is the number itself, from 1, and
 * <code>${9100+instance}</code> a whole number plus it, the number being one of at most nine digits, perhaps negative.
 * Every other dollar sign stays as it is, and so does one after a backslash or another dollar sign. Pure; any thread.
 */
public final class InstanceTemplate {
    /** What a backslash or a dollar sign keeps from being read comes first. */
    private static final String KEPT = "\\\\.|\\$\\$";

    private static final Pattern PIECE =
            Pattern.compile(KEPT + "|\\$\\{(?:(?<base>-?\\d{1,9})\\+)?(?<number>instance)}", Pattern.DOTALL);

    private static final Pattern SUM = Pattern.compile("\\$\\{(-?\\d{1,9})\\+instance}");

    /**
     * What can only be meant as a template, and is none. Parameter expansions of shells are not among them, with a name
     * that is followed by an operator, or a number of one digit before a plus sign (<code>${1+"$@"}</code>).
     */
    private static final Pattern ATTEMPT = Pattern.compile(
            KEPT + "|(?<attempt>\\$\\{\\s*(?:"
                    + "instance(?![\\w:?=#%/^,@\\[*!+-])"
                    + "|instance\\s*\\+\\s*-?\\d+"
                    + "|-?\\d{2,}\\s*\\+\\s*[A-Za-z_]\\w*"
                    + "|-?\\d+\\s*[-+*/]\\s*[iI][nN][sS][tT]\\w*"
                    + ")[^}\\s\"']{0,20}(?:\\s*})?)",
            Pattern.DOTALL);

    private InstanceTemplate() {}

    /** The text for one instance. */
    public static String filledIn(String text, int instance) {
        if (!text.contains("${")) {
            return text;
        }
        return PIECE.matcher(text)
                .replaceAll(piece -> Matcher.quoteReplacement(
                        piece.group(2) == null ? piece.group() : Integer.toString(base(piece.group(1)) + instance)));
    }

    /** The texts for the first so many instances; the text alone where it is the same for all. */
    public static Stream<String> forAll(String text, int instances) {
        return isIn(text)
                ? IntStream.rangeClosed(1, instances).mapToObj(instance -> filledIn(text, instance))
                : Stream.of(text);
    }

    private static int base(String written) {
        return written == null ? 0 : Integer.parseInt(written);
    }

    /** Whether the text is another for each instance. */
    public static boolean isIn(String text) {
        return !filledIn(text, 1).equals(filledIn(text, 2));
    }

    /** The text for what is added to an instance's number. */
    public static String sum(int base) {
        return "${" + base + "+instance}";
    }

    /** What is added to an instance's number, where the text is such a sum and nothing else. */
    public static Optional<Integer> base(CharSequence text) {
        Matcher sum = SUM.matcher(text);
        return sum.matches() ? Optional.of(Integer.valueOf(sum.group(1))) : Optional.empty();
    }

    /** Says what cannot be read as it must be meant; empty where all can. */
    public static Optional<String> problem(String text) {
        Matcher attempt = ATTEMPT.matcher(text);
        while (attempt.find()) {
            String meant = attempt.group("attempt");
            if (meant != null && !PIECE.matcher(meant).lookingAt()) {
                return Optional.of(meant + " cannot be read. Write ${instance} or, for example, ${9100+instance}.");
            }
        }
        return Optional.empty();
    }
}
