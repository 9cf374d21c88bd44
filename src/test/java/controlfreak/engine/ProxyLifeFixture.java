package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop below a proxy that the test speaks for. */
abstract class ProxyLifeFixture {
    static final String READY = "{'status':'ready','pid':9,'protocol':2,'runtime':'CPython 3.11.2',"
            + "'preloaded':['shop'],'preload_ms':412}";

    @TempDir
    Path folder;

    EngineFixture engine;
    Proxy shop;
    Service web;
    Service api;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        shop = engine.proxy(
                ProxySpec.of("shop", new Command.Text("proxy.py")).withServices(List.of(spec("web"), spec("api"))));
        web = engine.find("web");
        api = engine.find("api");
    }

    FakeProcess started(FakeProcess proxy, String name) {
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'" + name + "','pid':" + child.pid() + ",'exit_status':null}");
        engine.loop.settle();
        return child;
    }

    void stopped(FakeProcess proxy, FakeProcess child, String name, int status) {
        child.alive = false;
        proxy.says("{'status':'stopped','name':'" + name + "','pid':" + child.pid() + ",'exit_status':" + status + "}");
        engine.loop.settle();
    }

    /** The proxy, ready, with web running below it. */
    FakeProcess withRunningWeb() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY);
        started(proxy, "web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        return proxy;
    }

    ProxyState state() {
        engine.loop.settle();
        return shop.status().state();
    }

    FakeProcess process(long pid) {
        return engine.system.process(pid);
    }
}
