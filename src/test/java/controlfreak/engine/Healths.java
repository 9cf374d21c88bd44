package controlfreak.engine;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import java.util.List;

/** Ways to tell how a service is, with the times that are usual. */
final class Healths {
    static final Check PORT = new Check.Port(Check.LOCAL, 8080);
    static final Check COMMAND = new Check.Run(new Command.Words(List.of("/bin/ping-it", "-q")));

    private Healths() {}

    static Health readyBy(Check check) {
        return readyBy(new Sign.Probed(new Probe(check, Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT)));
    }

    static Health readyBy(Sign sign) {
        return Health.UNWATCHED.withReady(sign);
    }

    static Health liveBy(Check check) {
        return Health.UNWATCHED.withLive(Liveness.of(check));
    }
}
