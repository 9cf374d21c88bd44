package controlfreak.figures;

import java.util.OptionalLong;

/**
 * The memory of all that runs. Immutable; any thread.
 *
 * @param read how many processes' memory was read
 * @param hidden how many processes' memory the system does not tell
 * @param total what all that was read takes, each page counted once
 * @param rss what a sum of RSS claims
 * @param saved what sharing saves below all proxies
 */
public record Totals(int read, int hidden, long total, long rss, OptionalLong saved) {}
