package controlfreak.engine.health;

import controlfreak.engine.base.Phrases;
import controlfreak.model.Check;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Streams;

/** What a service is known to be ready by, in words. Pure; any thread. */
public final class ReadySigns {
    private ReadySigns() {}

    /** How a service is known to be ready, in a short phrase. */
    public static String of(ServiceSpec spec) {
        return spec.health()
                .ready()
                .map(readiness -> readiness.sign() instanceof Sign.Probed probed
                                && probed.probe().check() instanceof Check.Port port
                        ? Phrases.of(port)
                        : "ready")
                .orElse("");
    }

    /** What is missing until it is, in a short phrase. */
    static String missing(Sign sign, Streams streams) {
        if (sign instanceof Sign.Probed probed) {
            return probed.probe().check() instanceof Check.Port port
                    ? Phrases.of(port) + " is not open yet"
                    : "its check has not passed yet";
        }
        return sign instanceof Sign.Line ? noLine(streams) : "it has not said yet that it is ready";
    }

    private static String noLine(Streams streams) {
        String out = streams.keepStdout() ? "" : "; its standard output is not kept (\"ignoreStdout\")";
        String err = streams.keepStderr() ? "" : "; its standard error is not kept (\"ignoreStderr\")";
        return "no line matched yet" + out + err;
    }
}
