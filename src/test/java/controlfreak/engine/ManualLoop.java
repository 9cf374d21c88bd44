package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An engine loop whose clock is moved by hand; tasks run on the thread of the test. */
final class ManualLoop implements EngineLoop {
    private record Task(Instant due, long order, Runnable work) {}

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Task> delayed =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;

    @Override
    public void run(Runnable task) {
        ready.add(task);
    }

    @Override
    public Delayed delay(Duration time, Runnable task) {
        Task entry = new Task(now.plus(time), order++, task);
        delayed.add(entry);
        return () -> delayed.remove(entry);
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Runs all that is queued, and what that queues. */
    void settle() {
        while (!ready.isEmpty()) {
            ready.remove().run();
        }
    }

    /** Moves the clock, running what becomes due on the way at its own time. */
    void advance(Duration time) {
        Instant end = now.plus(time);
        settle();
        while (!delayed.isEmpty() && !delayed.element().due().isAfter(end)) {
            Task next = delayed.remove();
            now = next.due();
            next.work().run();
            settle();
        }
        now = end;
    }

    int delayedTasks() {
        return delayed.size();
    }
}
