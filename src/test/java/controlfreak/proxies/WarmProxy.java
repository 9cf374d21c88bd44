package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A proxy of the application that counts its workers, and what a test asks of it about reforks. */
final class WarmProxy {

    private WarmProxy() {}

    static ProxyProcess withApplication(Language language, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--preload", language.script("tally")));
        all.addAll(List.of(options));
        return ProxyProcess.start(language, all.toArray(String[]::new)).awaitReady();
    }

    static ProxyProcess withWarmWorker(Language language, String... options) throws Exception {
        ProxyProcess proxy = withApplication(language, options);
        proxy.startService("web", language.script("warm"));
        proxy.awaitOutput("web", "up");
        return proxy;
    }

    static String hook(Language language, String name) {
        return language.function(name).replace("application", "tally").replace("Application", "Tally");
    }

    static Status refork(ProxyProcess proxy, String name) throws Exception {
        int before = proxy.statuses("reforked").size();
        proxy.send(Map.of("command", "refork", "name", name));
        Status reforked = awaitReforked(proxy, before + 1);
        assertThat(reforked.name()).isEqualTo(name);
        return reforked;
    }

    static Status awaitReforked(ProxyProcess proxy, int count) {
        await().failFast(
                        "refused: " + proxy.statuses("refused"),
                        () -> !proxy.statuses("refused").isEmpty())
                .until(() -> proxy.statuses("reforked").size() >= count);
        return proxy.statuses("reforked").get(count - 1);
    }

    static String refusal(ProxyProcess proxy, String name) throws Exception {
        proxy.send(Map.of("command", "refork", "name", name));
        return awaitRefused(proxy, name).reason();
    }

    static Status awaitRefused(ProxyProcess proxy, String name) {
        Status refused = proxy.awaitStatus("refused", name);
        assertThat(refused.json().path("command").asText()).isEqualTo("refork");
        return refused;
    }

    static String wasInLaterService(ProxyProcess proxy, Language language, String name) throws Exception {
        proxy.startService(name, language.script("warm"));
        proxy.awaitOutput(name, "up");
        return proxy.output("out", name).get(0);
    }

    static long started(ProxyProcess proxy, String name) {
        return proxy.awaitStatus("started", name).pid();
    }
}
