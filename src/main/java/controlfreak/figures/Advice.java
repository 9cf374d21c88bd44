package controlfreak.figures;

import controlfreak.figures.GroupFigures.Worker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that the figures of a group suggest. Immutable; any thread.
 *
 * @param subject the proxy, or the worker, that it is about
 * @param bytes the memory that could be had back
 * @param others what to compare with, in bytes; the meaning is the kind's
 */
public record Advice(Kind kind, String subject, long bytes, long others) {
    /** Less than this is not worth a sentence. */
    static final long WORTH_SAYING = 16L << 20;

    /** A worker that has so many times the memory of the others is worth a look. */
    private static final int FAR_OFF = 4;

    private static final int FEWEST_FOR_A_MEDIAN = 3;

    /** What is suggested. */
    public enum Kind {
        /** A proxy with a single worker takes more than the worker alone would; {@code others}: what both take. */
        ALONE,
        /** A worker runs a program of its own, so that the proxy saves nothing; {@code others}: the proxy's own. */
        SHARES_NOTHING,
        /** Workers have copied much of what they shared; {@code others}: what each began with. */
        COPIED,
        /** One worker has far more of its own than its siblings; {@code others}: their median. */
        GROWN
    }

    /** What there is to say of a proxy's group, the most bytes first. */
    public static List<Advice> of(String proxy, GroupFigures group) {
        List<Advice> advice = new ArrayList<>();
        List<Worker> workers = group.workers();
        if (group.proxy().isEmpty() || workers.isEmpty()) {
            return List.of();
        }
        List<Worker> sharing = workers.stream().filter(Worker::shares).toList();
        List<Worker> forked =
                sharing.stream().filter(worker -> worker.fork().isPresent()).toList();
        if (sharing.isEmpty()) {
            advice.add(
                    new Advice(Kind.SHARES_NOTHING, proxy, group.proxy().get().own(), group.total()));
        } else if (workers.size() == 1 && !forked.isEmpty()) {
            WhatIf.of(group, 1)
                    .ifPresent(
                            one -> advice.add(new Advice(Kind.ALONE, proxy, one.shared() - one.apart(), one.shared())));
        } else if (!forked.isEmpty()) {
            copied(proxy, forked, group.lost(), advice);
        }
        grown(workers, advice);
        return advice.stream()
                .filter(one -> one.bytes() >= WORTH_SAYING)
                .sorted(Comparator.comparingLong(Advice::bytes).reversed())
                .toList();
    }

    /** Where the median worker has copied more than half of what it began with. */
    private static void copied(String proxy, List<Worker> forked, long lost, List<Advice> advice) {
        long each = Median.of(forked, Worker::copied);
        long began = Median.of(forked, worker -> worker.fork().orElseThrow().began());
        if (each * 2 > began) {
            advice.add(new Advice(Kind.COPIED, proxy, lost, began));
        }
    }

    private static void grown(List<Worker> workers, List<Advice> advice) {
        if (workers.size() < FEWEST_FOR_A_MEDIAN) {
            return;
        }
        Worker largest = workers.stream()
                .max(Comparator.comparingLong(worker -> worker.memory().own()))
                .orElseThrow();
        List<Worker> siblings = workers.stream()
                .filter(worker -> worker.id().service().equals(largest.id().service()))
                .toList();
        long median = Median.of(siblings, worker -> worker.memory().own());
        if (siblings.size() >= FEWEST_FOR_A_MEDIAN && largest.memory().own() > FAR_OFF * median) {
            advice.add(
                    new Advice(Kind.GROWN, largest.id().name(), largest.memory().own() - median, median));
        }
    }
}
