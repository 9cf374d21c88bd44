package controlfreak.jvmproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** As whom a child runs and how much it may take: from the words of a start command to those of the children's parent. */
final class Rights {
    private static final Pattern NAME = Pattern.compile("[^\\x00]+");
    private static final Pattern UMASK = Pattern.compile("0?[0-7]{1,3}");

    private final Map<?, ?> command;
    private final List<String> words = new ArrayList<>();

    private Rights(Map<?, ?> command) {
        this.command = command;
    }

    /** @throws IllegalArgumentException with a reason for people */
    static List<String> of(Map<?, ?> command) {
        Rights rights = new Rights(command);
        rights.addName("user");
        rights.addName("group");
        rights.addUmask();
        rights.addLimits();
        rights.addNumber("nice", "niceness", 20, 19);
        rights.addNumber("oomScoreAdj", "out-of-memory score", 1000, 1000);
        return rights.words;
    }

    private void addName(String word) {
        Object name = command.get(word);
        check(
                name == null || isText(name, NAME) || isWhole(name, 0),
                "The " + word + " is neither a name nor a number");
        add(word, name);
    }

    private void addUmask() {
        Object umask = command.get("umask");
        check(umask == null || isText(umask, UMASK), "The umask is not such as \"0027\"");
        add("umask", umask);
    }

    private void addLimits() {
        Object limits = command.get("limits") == null ? Map.of() : command.get("limits");
        check(limits instanceof Map, "The limits are no object");
        ((Map<?, ?>) limits).forEach((word, range) -> {
            String problem = "The limit " + word + " is no list of two numbers";
            check(range instanceof List<?> both && both.size() == 2, problem);
            Object soft = ((List<?>) range).get(0);
            Object hard = ((List<?>) range).get(1);
            check(isWhole(soft, -1) && (hard == null || isWhole(hard, -1)), problem);
            add("limits." + word, hard == null ? soft : soft + ":" + hard);
        });
    }

    private void addNumber(String word, String name, long below, long most) {
        Object number = command.get(word);
        boolean fits = number instanceof Long whole && whole >= -below && whole <= most;
        check(number == null || fits, "The " + name + " is no whole number from -" + below + " to " + most);
        add(word, number);
    }

    private void add(String word, Object value) {
        if (value != null) {
            words.add(word + "=" + value);
        }
    }

    private static boolean isText(Object value, Pattern pattern) {
        return value instanceof String text && pattern.matcher(text).matches();
    }

    private static boolean isWhole(Object value, long least) {
        return value instanceof Long number && number >= least;
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
