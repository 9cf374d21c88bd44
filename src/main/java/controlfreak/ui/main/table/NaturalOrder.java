package controlfreak.ui.main.table;

import java.math.BigInteger;

/** Orders names as people count: {@code web-2} stands before {@code web-10}. Any thread. */
final class NaturalOrder {
    private NaturalOrder() {}

    static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfRun(one, i);
            int endOfOther = endOfRun(other, j);
            String part = one.substring(i, endOfOne);
            String otherPart = other.substring(j, endOfOther);
            int order = isDigit(one.charAt(i)) && isDigit(other.charAt(j))
                    ? compareNumbers(part, otherPart)
                    : part.compareToIgnoreCase(otherPart);
            if (order != 0) {
                return order;
            }
            i = endOfOne;
            j = endOfOther;
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static int compareNumbers(String one, String other) {
        return new BigInteger(one).compareTo(new BigInteger(other));
    }

    private static int endOfRun(String text, int start) {
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == isDigit(text.charAt(start))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
