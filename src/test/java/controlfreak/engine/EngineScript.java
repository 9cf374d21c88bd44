package controlfreak.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plays a script on an engine with a fake system and a clock that is moved by hand, and looks after each step whether
 * all is as it must always be; then whether all comes to rest, and to an end.
 */
final class EngineScript {
    /** So many of the last things that happened are told of a script that fails. */
    private static final int TOLD = 60;

    private final List<String> happened = new ArrayList<>();
    final ScriptedWorld world;
    final ScriptedOperator operator;
    private final EngineInvariants invariants;
    private final ScriptedListener listener;

    private EngineScript(Path folder, List<Throwable> bugs) {
        EngineFixture engine = new EngineFixture(folder, task -> {});
        listener = new ScriptedListener(engine.controller, happened);
        world = new ScriptedWorld(engine);
        operator = new ScriptedOperator(engine, listener, folder);
        invariants = new EngineInvariants(engine, world, operator, listener, bugs);
    }

    /** What is not as it must be, with the script as the body of a test, and what had happened last. */
    static Optional<AssertionError> failure(Path folder, List<Step> steps) {
        List<Throwable> bugs = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, bug) -> bugs.add(bug));
        EngineScript script = new EngineScript(folder, bugs);
        try {
            script.play(steps);
            return Optional.empty();
        } catch (AssertionError | RuntimeException wrong) {
            AssertionError failure = new AssertionError(wrong.getMessage() + script.told(steps), wrong);
            bugs.forEach(failure::addSuppressed);
            return Optional.of(failure);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
    }

    private String told(List<Step> steps) {
        List<String> last = happened.subList(Math.max(0, happened.size() - TOLD), happened.size());
        String body = steps.stream().map(Step::toString).collect(Collectors.joining(",\n    "));
        return "\n" + String.join("\n", last) + "\n\nplay(\n    " + body + ");";
    }

    private void play(List<Step> steps) {
        world.settle();
        for (Step step : steps) {
            happened.add("- " + step);
            step.act().in(this, step.which(), step.how());
            world.settle();
            invariants.hold();
        }
        if (steps.size() % 3 == 0) {
            happened.add("- whatever is started fails");
            world.fails();
            invariants.hold();
            invariants.areAllGivenUp();
        }
        happened.add("- it calms down");
        world.calmsDown();
        invariants.hold();
        invariants.areAllAtRest();
        happened.add("- all are stopped");
        if (steps.size() % 2 == 0) {
            world.proxies.values().forEach(proxy -> proxy.hangs = true);
        }
        operator.stopAll();
        world.fallsSilent();
        invariants.hold();
        invariants.areAllDown();
        happened.add("- nothing is wished for any more");
        operator.forgetsAll();
        world.fallsSilent();
        invariants.isNothingLeft();
    }
}
