package controlfreak.log.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a sequence that selects a graphic rendition asks for: {@code 1;31}, {@code 38;5;208}, {@code 38;2;R;G;B}.
 * What is unknown or out of range is passed over. Any thread.
 */
final class SgrParameters {
    private static final int MOST = 32;
    private static final int LARGEST = 255;

    private SgrParameters() {}

    /** @param text what stands between the bracket and the letter */
    static LogStyle apply(LogStyle before, String text) {
        List<Integer> codes = codes(text);
        LogStyle style = before;
        int at = 0;
        while (at < codes.size()) {
            int code = codes.get(at);
            if (code == 38 || code == 48) {
                Optional<Integer> colour = extended(codes, at + 1);
                if (colour.isPresent()) {
                    style = code == 38 ? style.withForeground(colour) : style.withBackground(colour);
                }
                at += length(codes, at + 1);
            } else {
                style = apply(style, code);
            }
            at++;
        }
        return style;
    }

    private static LogStyle apply(LogStyle style, int code) {
        if (code >= 30 && code <= 37) {
            return style.withForeground(Optional.of(code - 30));
        }
        if (code >= 90 && code <= 97) {
            return style.withForeground(Optional.of(code - 90 + 8));
        }
        if (code >= 40 && code <= 47) {
            return style.withBackground(Optional.of(code - 40));
        }
        if (code >= 100 && code <= 107) {
            return style.withBackground(Optional.of(code - 100 + 8));
        }
        return switch (code) {
            case 0 -> LogStyle.PLAIN;
            case 1 -> style.withWeight(true, false);
            case 2 -> style.withWeight(false, true);
            case 3 -> style.withItalic(true);
            case 4, 21 -> style.withUnderlined(true);
            case 7 -> style.withInverse(true);
            case 9 -> style.withStruck(true);
            case 22 -> style.withWeight(false, false);
            case 23 -> style.withItalic(false);
            case 24 -> style.withUnderlined(false);
            case 27 -> style.withInverse(false);
            case 29 -> style.withStruck(false);
            case 39 -> style.withForeground(Optional.empty());
            case 49 -> style.withBackground(Optional.empty());
            default -> style;
        };
    }

    private static Optional<Integer> extended(List<Integer> codes, int at) {
        if (length(codes, at) == 2) {
            return in(codes, at + 1, 1) ? Optional.of(TerminalColours.ofPalette(codes.get(at + 1))) : Optional.empty();
        }
        if (length(codes, at) == 4) {
            return in(codes, at + 1, 3)
                    ? Optional.of(TerminalColours.ofRgb(codes.get(at + 1), codes.get(at + 2), codes.get(at + 3)))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** How many codes belong to an extended colour: its kind, then one or three numbers; all that is left if cut. */
    private static int length(List<Integer> codes, int at) {
        int kind = at < codes.size() ? codes.get(at) : 0;
        int wanted = kind == 5 ? 2 : kind == 2 ? 4 : 0;
        return at + wanted <= codes.size() ? wanted : codes.size() - at;
    }

    private static boolean in(List<Integer> codes, int from, int count) {
        return codes.subList(from, from + count).stream().allMatch(code -> code <= LARGEST);
    }

    /** Empty ones are zero, those too large for any meaning are one that has none. */
    private static List<Integer> codes(String parameters) {
        // With colons, the colour's space comes before its parts.
        String text = parameters.replace(":2::", ":2:");
        List<Integer> codes = new ArrayList<>();
        int value = 0;
        for (int i = 0; i <= text.length() && codes.size() < MOST; i++) {
            char c = i < text.length() ? text.charAt(i) : ';';
            if (c >= '0' && c <= '9') {
                value = Math.min(LARGEST + 1, value * 10 + c - '0');
            } else if (c == ';' || c == ':') {
                codes.add(value);
                value = 0;
            }
        }
        return codes;
    }
}
