package controlfreak.model.status;

import java.time.Instant;

/**
 * A start that will be tried again. Immutable; any thread.
 *
 * @param attempt which retry this is, 1 and up
 * @param max after how many retries it is given up
 * @param due when it will be tried
 */
public record Retry(int attempt, int max, Instant due) {}
