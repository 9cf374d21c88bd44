package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service with commands around its runs. */
abstract class HooksFixture {
    static final List<Hook> PREPARE = List.of(hook("prepare"));
    static final List<Hook> TIDY = List.of(hook("tidy"));

    @TempDir
    Path folder;

    EngineFixture engine;
    Service web;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    static Hook hook(String program) {
        return Hook.of(new Command.Words(List.of(program)));
    }

    static ServiceSpec around(ServiceSpec spec, List<Hook> before, List<Hook> after) {
        return spec.with(draft -> {
            draft.env = Environment.EMPTY.with("PORT", "80");
            draft.cwd = Optional.of("app");
            draft.hooks = new Hooks(before, after);
        });
    }

    void web(List<Hook> before, List<Hook> after) {
        web = engine.service(around(spec("web"), before, after));
    }

    void starts() {
        web.start();
        engine.loop.settle();
    }

    /** The last process that was launched, which is to be of that program. */
    FakeProcess now(String program) {
        engine.loop.settle();
        FakeProcess last = engine.system.last();
        assertThat(last.request.command().get(0)).isEqualTo(program);
        assertThat(last.alive).isTrue();
        return last;
    }

    void exits(String program, int code) {
        now(program).exits(ExitStatus.exited(code));
        engine.advance(0.2);
    }

    FakeProcess runs() {
        FakeProcess process = now("/bin/web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        return process;
    }

    String cause() {
        return engine.status(web).cause();
    }

    List<String> launched() {
        return engine.system.launched.stream()
                .map(process -> process.request.command().get(0))
                .toList();
    }
}
