package controlfreak.ui.environment.running;

import controlfreak.model.ServiceId;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be restarted so that every process has the edited environment. Immutable; any thread.
 *
 * @param proxies proxies to restart, with all that runs below them
 * @param services processes to restart by themselves; none of them below one of the proxies
 * @param workers how many processes live below the proxies
 */
public record EnvironmentRestart(List<String> proxies, List<ServiceId> services, int workers) {
    public EnvironmentRestart {
        proxies = List.copyOf(proxies);
        services = List.copyOf(services);
    }

    /** A process below a proxy that differs itself is not cured by its own restart: it is forked from the old proxy. */
    public static EnvironmentRestart of(List<ComparedProcess> reached, ComparedProcesses live) {
        Set<String> proxies = new LinkedHashSet<>();
        List<ServiceId> services = new ArrayList<>();
        for (ComparedProcess process : reached) {
            Optional<String> oldProxy = process.proxy()
                    .filter(name ->
                            live.proxy(name).filter(ComparedProcess::differs).isPresent());
            if (process.differs() && oldProxy.isPresent()) {
                proxies.add(oldProxy.get());
            } else if (process.differs()) {
                process.service().ifPresent(services::add);
            }
        }
        int workers = proxies.stream()
                .mapToInt(name -> live.reachedBy(new EnvironmentTarget.Proxy(name)).stream()
                        .mapToInt(process -> process.service().isPresent() ? 1 : 0)
                        .sum())
                .sum();
        return new EnvironmentRestart(List.copyOf(proxies), services, workers);
    }

    public boolean isEmpty() {
        return proxies.isEmpty() && services.isEmpty();
    }

    /** The button that does it: "Restart 3 workers". */
    public String verb() {
        if (proxies.isEmpty()) {
            return services.size() == 1
                    ? Texts.text("env.restart.one", services.get(0).name())
                    : Texts.text("env.restart.services", services.size());
        }
        return proxies.size() == 1 && services.isEmpty()
                ? Texts.text("env.restart.proxy", proxies.get(0), workers)
                : Texts.text("env.restart.all", proxies.size(), workers + services.size());
    }
}
