package controlfreak.ui.form;

import controlfreak.model.Check;
import controlfreak.model.Environment;
import controlfreak.model.Health;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.fx.PortClash;
import controlfreak.ui.fx.Texts;
import java.util.Optional;

/** Says how a value is made of an instance's number, and what several instances would take at once. Any thread. */
final class InstanceNumbers {
    private static final int EXAMPLE = 9100;

    private InstanceNumbers() {}

    /**
     * In a sentence.
     *
     * @param readyPort the port that it is ready by, as typed; empty where it is by none
     */
    static String inWords(String readyPort, Environment env) {
        return port(readyPort)
                .map(port -> Texts.text(
                        "form.instances.clash.ready", Integer.toString(port), InstanceTemplate.sum(port - 1)))
                .or(() -> PortClash.in(env.entries()))
                .orElseGet(() -> Texts.text("form.instances.values", InstanceTemplate.sum(EXAMPLE)));
    }

    /** A service with the ports that are typed for it; without, where what is typed cannot be. */
    static ServiceSpec withPorts(ServiceSpec service, String readyPort, Environment env) {
        try {
            ServiceSpec withVariables = service.withEnv(env);
            return port(readyPort)
                    .map(port -> new Probe(
                            new Check.Port(Check.LOCAL, port), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT))
                    .map(probe -> Readiness.of(new Readiness.Sign.Probed(probe)))
                    .map(ready -> withVariables.withHealth(new Health(Optional.of(ready), Optional.empty())))
                    .orElse(withVariables);
        } catch (IllegalArgumentException typedWrong) {
            return service;
        }
    }

    private static Optional<Integer> port(String text) {
        return Numbers.problem(text, 1, Check.MAX_PORT).isEmpty()
                ? Optional.of(Integer.valueOf(text.strip()))
                : Optional.empty();
    }
}
