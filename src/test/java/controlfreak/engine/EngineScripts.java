package controlfreak.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random scripts, and the shortest one that goes wrong. */
public final class EngineScripts implements ArbitrarySupplier<List<Step>> {
    private static final int LONGEST = 80;
    private static final int NUMBERS = 199;

    /** Nothing is written there. */
    private static final Path FOLDER = Path.of("/nowhere");

    @Override
    public Arbitrary<List<Step>> get() {
        Arbitrary<Act> acts = Arbitraries.frequency(
                Stream.of(Act.values()).map(act -> Tuple.of(act.weight, act)).toList());
        Arbitrary<Integer> number = Arbitraries.integers().between(0, NUMBERS);
        return Combinators.combine(acts, number, number)
                .as(Step::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(LONGEST)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** @throws AssertionError where it goes wrong, with the shortest part of it that does so, as the body of a test */
    static void play(List<Step> script) {
        Optional<AssertionError> failure = EngineScript.failure(FOLDER, script);
        if (failure.isPresent()) {
            throw EngineScript.failure(FOLDER, shortest(script)).orElseGet(failure::get);
        }
    }

    /** The script without all that it fails without, too. */
    private static List<Step> shortest(List<Step> script) {
        List<Step> rest = script;
        for (int size = Math.max(1, script.size() / 2); size > 0; size /= 2) {
            for (int from = 0; from < rest.size(); ) {
                List<Step> fewer = new ArrayList<>(rest);
                fewer.subList(from, Math.min(rest.size(), from + size)).clear();
                if (EngineScript.failure(FOLDER, fewer).isPresent()) {
                    rest = fewer;
                } else {
                    from += size;
                }
            }
        }
        return rest;
    }
}
