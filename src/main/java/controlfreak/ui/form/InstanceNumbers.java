package controlfreak.ui.form;

import controlfreak.model.Check;
import controlfreak.model.Environment;
import controlfreak.model.InstanceTemplate;
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

    private static Optional<Integer> port(String text) {
        return Numbers.problem(text, 1, Check.MAX_PORT).isEmpty()
                ? Optional.of(Integer.valueOf(text.strip()))
                : Optional.empty();
    }
}
