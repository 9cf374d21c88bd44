package controlfreak.engine.health;

import controlfreak.engine.base.Beside;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.PortHolders;
import controlfreak.model.Check;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Family;
import java.nio.file.Path;
import java.util.Map;

/** How one process of a service is tried. Engine thread only. */
final class Checks {
    private final EngineParts parts;
    private final ServiceSpec service;
    private final Family family;

    /** @param family all that belongs to the process */
    Checks(EngineParts parts, ServiceSpec service, Family family) {
        this.parts = parts;
        this.service = service;
        this.family = family;
    }

    /**
     * The way to try one that has to be asked.
     *
     * @param beside where a command belongs
     * @param environment all variables that it gets, but for what marks it
     * @param folder the one that it runs in
     */
    Probing.Tries tries(Check check, Beside beside, Map<String, String> environment, Path folder) {
        if (check instanceof Check.Run command) {
            return answer -> new CommandCheck(parts.table(), answer)
                    .begin(parts, service, command.command(), beside, environment, folder);
        }
        Check.Port port = (Check.Port) check;
        if (PortHolders.isHere(port.host())
                && parts.sockets().given(service, port.port()).isPresent()) {
            return answer -> new AcceptCheck(parts, port, answer).begin();
        }
        PortOwner owner = new PortOwner(parts, port, family);
        return answer -> parts.ports()
                .connect(
                        port.host(),
                        port.port(),
                        problem -> parts.loop()
                                .run(() -> answer.accept(problem.map(does -> Phrases.of(port) + " " + does)
                                        .or(owner::trouble))))::cancel;
    }
}
