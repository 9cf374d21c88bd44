package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ServiceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A panel in a process of its own, which can be killed, and the services that it leaves then. Any thread. */
final class PanelProcess {
    static final int SLEEPERS = 50;

    private PanelProcess() {}

    /** Services that do nothing, {@code web-1} and so on. */
    static ServiceSpec sleepers(String mark) {
        return ServiceSpec.of("web", new Command.Words(List.of("sleep", "1000")))
                .withInstances(SLEEPERS)
                .withEnv(Environment.EMPTY.with(Witnesses.VARIABLE, mark));
    }

    /**
     * Starts one; it is to be awaited.
     *
     * @param program its {@code main}, which is given the folder and the mark, and says "up" once all runs
     */
    static Process start(Class<?> program, Path folder, Witnesses witnesses) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dproxies.folder=" + System.getProperty("proxies.folder"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.toString(),
                        witnesses.mark())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns once all of its services run. */
    static void awaitUp(Process panel) throws IOException {
        assertThat(panel.inputReader().readLine()).isEqualTo("up");
    }
}
