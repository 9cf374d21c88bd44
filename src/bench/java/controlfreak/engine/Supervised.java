package controlfreak.engine;

import controlfreak.log.LogLimits;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.testing.Patience;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The engine without a window, as one supervisor among others; runs until SIGTERM. See {@code src/bench/peers}. */
public final class Supervised {
    private static final LogLimits AMPLE = new LogLimits(10_000, 1 << 30, 1 << 30, 1 << 30, 0);

    private Supervised() {}

    /** @param arguments a folder to work in, how many services, the command of a proxy or nothing, and the words of theirs */
    public static void main(String[] arguments) throws Exception {
        new Patience().beforeAll(null);
        Path folder = Path.of(arguments[0]);
        List<String> words = Arrays.asList(arguments).subList(3, arguments.length);
        ServiceSpec spec =
                ServiceSpec.of("web", new Command.Words(words)).withInstances(Integer.parseInt(arguments[1]));
        RealEngine engine = new RealEngine(folder, folder.resolve("logs"), AMPLE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(engine)));
        services(engine, arguments[2], spec).forEach(Service::start);
        Thread.currentThread().join();
    }

    private static List<Service> services(RealEngine engine, String proxy, ServiceSpec spec) throws Exception {
        if (proxy.isEmpty()) {
            return engine.done(engine.controller.addService(spec));
        }
        Proxy shop = engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("exec " + proxy)).withServices(List.of(spec))));
        engine.done(shop.run());
        return shop.services();
    }

    private static void close(RealEngine engine) {
        try {
            engine.close();
        } catch (Exception failed) {
            failed.printStackTrace();
        }
    }
}
