/**
 * CPU and memory of what runs, and what sharing saves.
 *
 * <p>{@link controlfreak.figures.Sampler} has a thread of its own, "figures", on which everything is read and reckoned;
 * what leaves it is an immutable {@link controlfreak.figures.Snapshot}. {@link controlfreak.figures.Pace} keeps that
 * thread below 2 % of one core.
 */
package controlfreak.figures;
