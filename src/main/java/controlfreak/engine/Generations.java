package controlfreak.engine;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.protocol.ProxyVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of one proxy: mostly one or none; two while one takes over from the other, or is on its way out. Engine
 * thread only.
 */
final class Generations {
    private final EngineParts parts;
    private final Environments environments;
    private final ProxyLife life;
    private final List<ProxyProcess> living = new ArrayList<>();
    private int count;

    Generations(EngineParts parts, Environments environments, ProxyLife life) {
        this.parts = parts;
        this.environments = environments;
        this.life = life;
    }

    /** Launches another process, with the settings and variables of now. */
    ProxyProcess launch() throws LaunchException {
        ProxySpec spec = life.spec();
        Wish wish = life.wish();
        Command command = spec.command().orElseThrow();
        Map<String, String> environment = environments.ofProxy(wish.env(), spec).values();
        Map<String, String> withPipes = new HashMap<>(environment);
        ProxyVariables.of(
                        ChildStream.COMMAND.descriptor(), ChildStream.STATUS.descriptor(), ChildStream.LOG.descriptor())
                .applyTo(withPipes);
        ProxyProcess next = new ProxyProcess(parts, life, count + 1, environment);
        next.launch(new LaunchRequest(Words.of(command), withPipes, wish.folder(spec.cwd()), true, true, true));
        count++;
        living.add(next);
        parts.journal().started("proxy " + spec.name(), next.identity());
        return next;
    }

    /** The conversation with the process that was asked for a service's. */
    Optional<ProxyLink> linkOf(ServiceRun run) {
        return living.stream()
                .map(ProxyProcess::link)
                .filter(link -> link.has(run))
                .findFirst();
    }

    /** Ends all of them; each tells when it is gone. */
    void endAll(boolean atOnce) {
        List.copyOf(living).forEach(process -> process.end(atOnce));
    }

    void gone(ProxyProcess process) {
        living.remove(process);
        parts.journal().ended(process.identity());
    }

    boolean areGone() {
        return living.isEmpty();
    }
}
