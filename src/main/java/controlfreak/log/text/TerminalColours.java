package controlfreak.log.text;

/**
 * Brings the 256 and the 16 million colours of terminals down to the sixteen that the themes have in shades that can be
 * read on their backgrounds. Any thread.
 */
final class TerminalColours {
    private static final int BASIC = 16;
    private static final int CUBE_END = 232;
    private static final int[] CUBE = {0, 95, 135, 175, 215, 255};
    private static final int GREY_SPREAD = 40;
    private static final int BRIGHT = 8;
    private static final int WHITE = 7;

    private TerminalColours() {}

    /** The nearest of the sixteen to one of the 256. */
    static int ofPalette(int colour) {
        if (colour < BASIC) {
            return colour;
        }
        if (colour < CUBE_END) {
            int at = colour - BASIC;
            return ofRgb(CUBE[at / 36], CUBE[at / 6 % 6], CUBE[at % 6]);
        }
        int grey = 8 + (colour - CUBE_END) * 10;
        return ofRgb(grey, grey, grey);
    }

    /** The nearest of the sixteen by hue: which of its parts are strong, and whether it is light. Parts are 0 to 255. */
    static int ofRgb(int red, int green, int blue) {
        int most = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        if (most - least < GREY_SPREAD) {
            return grey((most + least) / 2);
        }
        int middle = (most + least) / 2;
        int hue = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
        return most > 200 ? hue + BRIGHT : hue;
    }

    private static int grey(int lightness) {
        if (lightness < 64) {
            return 0;
        }
        if (lightness < 150) {
            return BRIGHT;
        }
        return lightness < 220 ? WHITE : WHITE + BRIGHT;
    }
}
