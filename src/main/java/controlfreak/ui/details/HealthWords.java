package controlfreak.ui.details;

import controlfreak.model.Check;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;

/** How one can tell that a service is ready and healthy, in words. Any thread. */
final class HealthWords {
    private HealthWords() {}

    static String of(Readiness ready) {
        Sign sign = ready.sign();
        if (sign instanceof Sign.Probed probed) {
            Probe probe = probed.probe();
            return asked(Texts.text("details.ready-when." + way(probe), checked(probe)), probe);
        }
        return sign instanceof Sign.Line line
                ? Texts.text("details.ready-when.line", line.pattern())
                : Texts.text("details.ready-when.notify");
    }

    static String of(Liveness live) {
        Probe probe = live.probe();
        String words = probe.check() instanceof Check.Heartbeat
                ? Texts.text("details.live.notify", Durations.exact(probe.every()))
                : asked(Texts.text("details.live." + way(probe), checked(probe)), probe);
        return Texts.text("details.live.failures", words, live.failures());
    }

    private static String way(Probe probe) {
        return probe.check() instanceof Check.Port ? "port" : "command";
    }

    private static String checked(Probe probe) {
        return probe.check() instanceof Check.Port port
                ? port.host() + ":" + port.number()
                : ((Check.Run) probe.check()).command().display();
    }

    private static String asked(String words, Probe probe) {
        return Texts.text(
                "details.health.asked", words, Durations.exact(probe.every()), Durations.exact(probe.timeout()));
    }
}
