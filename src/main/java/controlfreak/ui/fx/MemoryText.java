package controlfreak.ui.fx;

import java.util.Locale;
import java.util.Locale.Category;

/** Amounts of memory in words, by powers of 1024, with as many digits as say something. Any thread. */
public final class MemoryText {
    private static final double KB = 1024;
    private static final double MB = KB * 1024;
    private static final double GB = MB * 1024;

    /** From here on a tenth says nothing any more. */
    private static final double ROUND = 9.95;

    /** From here on a number would get a fourth digit. */
    private static final double NEXT_UNIT = 999.5;

    private MemoryText() {}

    /** {@code 0 MB}, {@code 640 KB}, {@code 9.4 MB}, {@code 214 MB}, {@code 1.1 GB}, {@code 24 GB}. */
    public static String of(long bytes) {
        if (bytes == 0) {
            return Texts.text("figures.mb", "0");
        }
        if (bytes < MB) {
            return Texts.text("figures.kb", Long.toString(Math.max(1, Math.round(bytes / KB))));
        }
        return bytes / MB < NEXT_UNIT
                ? Texts.text("figures.mb", number(bytes / MB))
                : Texts.text("figures.gb", number(bytes / GB));
    }

    private static String number(double amount) {
        return amount < ROUND
                ? String.format(Locale.getDefault(Category.FORMAT), "%.1f", amount)
                : Long.toString(Math.round(amount));
    }
}
