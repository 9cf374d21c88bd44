package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an interpreter reads when it starts comes too late for a service that is forked from one. */
class InterpreterVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "py, worker.py, PYTHONHASHSEED",
        "py, python3 worker.py, PYTHONOPTIMIZE",
        "py, -m shop.worker, LD_PRELOAD",
        "py, shop.app:serve, OMP_NUM_THREADS",
        "py, exec bin/worker.py a, MALLOC_ARENA_MAX",
        "pl, worker.pl, PERL5OPT",
        "pl, Shop::serve, PERL_HASH_SEED",
        "rb, worker.rb, RUBYOPT",
        "rb, Shop.serve, RUBY_GC_HEAP_GROWTH_FACTOR"
    })
    void comeTooLate(String language, String command, String variable) {
        assertThat(isTooLate(language, command, variable)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "py, worker.py, PYTHONPATH",
        "py, worker.py, PYTHONUNBUFFERED",
        "py, worker.py, RUBYOPT",
        "py, worker.py, PORT",
        "py, redis-server --port 0, LD_PRELOAD",
        "pl, worker.pl, PERL5LIB",
        "rb, worker.rb, RUBYLIB",
        "jvm, Main, JAVA_TOOL_OPTIONS"
    })
    void haveTheirEffect(String language, String command, String variable) {
        assertThat(isTooLate(language, command, variable)).isFalse();
    }

    @Test
    void haveTheirEffectWithoutAProxy() {
        ServiceSpec service = ServiceSpec.of("web", new Command.Words(List.of("python3", "worker.py")));

        assertThat(InterpreterVariables.isTooLate("PYTHONHASHSEED", service, Optional.empty()))
                .isFalse();
    }

    private static boolean isTooLate(String language, String command, String variable) {
        String program = language.equals("jvm") ? "cfk-share-mem-proxy-jvm" : "cfk-share-mem-proxy." + language;
        return InterpreterVariables.isTooLate(
                variable,
                ServiceSpec.of("web", new Command.Text(command)),
                Optional.of(ProxySpec.of("shop", new Command.Text(program + " --preload shop"))));
    }
}
