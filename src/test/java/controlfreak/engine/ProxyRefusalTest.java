package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy says that it cannot start: tried again, unless it says that this is of no use. */
class ProxyRefusalTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service web;
    private FakeProcess proxy;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py")).withServices(List.of(spec("web"))));
        web = engine.find("web");
        web.start();
        engine.loop.settle();
        proxy = engine.system.last();
        proxy.says("{'status':'ready','pid':9,'protocol':2}");
        engine.loop.settle();
    }

    private long starts() {
        return proxy.commands.stream()
                .filter(line -> line.contains("\"start\""))
                .count();
    }

    @Test
    void aFinalOneIsNotTriedAgain() {
        proxy.says("{'status':'failed','name':'web','reason':'No such file: worker.py','final':true}");
        engine.advance(600);
        assertThat(starts()).isEqualTo(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.FAIL);
        assertThat(engine.status(web).cause()).isEqualTo("No such file: worker.py. It is not tried again by itself.");
    }

    @Test
    void oneOfAnOlderProxyIsTriedAgain() {
        proxy.says("{'status':'failed','name':'web','reason':'No such file: worker.py'}");
        engine.advance(600);
        assertThat(starts()).isGreaterThan(1);
    }
}
