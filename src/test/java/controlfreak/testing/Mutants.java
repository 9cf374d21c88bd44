package controlfreak.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Texts that look like what somebody reads, and are damaged: some of them a little, some beyond recognition, some cut
 * short, some huge. The same number makes the same one. Immutable; any thread.
 */
public final class Mutants {
    private static final List<String> EVERYWHERE = List.of(
            "",
            "\0",
            "\n",
            "\r\n",
            "\ufeff",
            "\ud800",
            "\u202e",
            "\u00a0",
            "\u2028",
            "\\",
            "\"",
            "'",
            "$",
            "${",
            "}",
            "=",
            "-1",
            "0",
            "1e999999999",
            "99999999999999999999",
            "1e-999999999",
            "null",
            "true",
            "[",
            "]",
            "{",
            ",",
            ":");
    private static final int MOST_CHANGES = 8;
    private static final int HUGE = 2_000_000;
    private static final int HUGE_EVERY = 50;

    private final List<String> whole;
    private final List<String> parts;

    /**
     * @param whole what makes sense
     * @param parts what means something where it is read
     */
    public Mutants(List<String> whole, List<String> parts) {
        this.whole = whole;
        this.parts = parts;
    }

    /** The text of a number. */
    public String text(long number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? noise(random) : one(whole, random));
        for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
            change(text, random);
        }
        if (random.nextInt(HUGE_EVERY) == 0) {
            swell(text, random);
        }
        return text.toString();
    }

    /** The bytes of a number: those of its text, of which some may be others. */
    public byte[] bytes(long number) {
        byte[] bytes = text(number).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(~number);
        for (int left = random.nextInt(3); left > 0 && bytes.length > 0; left--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String one(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(200), 0, random.nextBoolean() ? 128 : 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void change(StringBuilder text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(20));
        switch (random.nextInt(8)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2 -> text.replace(from, to, one(EVERYWHERE, random));
            case 3 -> text.insert(from, one(parts, random));
            case 4 -> text.replace(from, to, one(parts, random));
            case 5 -> text.insert(from, noise(random));
            case 6 -> text.setLength(random.nextInt(4) == 0 ? from : text.length());
            default -> {
                String other = one(whole, random);
                text.insert(from, other.substring(random.nextInt(other.length() + 1)));
            }
        }
    }

    /** Much of the same in the middle of it. */
    private void swell(StringBuilder text, Random random) {
        int from = random.nextInt(text.length() + 1);
        String piece = random.nextBoolean()
                ? one(random.nextBoolean() ? parts : EVERYWHERE, random)
                : text.substring(from, Math.min(text.length(), from + random.nextInt(100)));
        if (!piece.isEmpty()) {
            text.insert(from, piece.repeat(1 + random.nextInt(HUGE / piece.length())));
        }
    }
}
