package controlfreak.jvmproxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether an archive is whole and fits: starts a JVM that does nothing and refuses to start without it. A few
 * hundredths of a second, for which no service has to find out.
 */
final class FitTest implements ArchiveStore.Test {
    private static final int PATIENCE_SECONDS = 30;

    private static final List<String> NONE_OF_ITS_BUSINESS =
            List.of("-D", "-agentlib:", "-agentpath:", "-javaagent:", "-Xdebug", "-Xrun");

    private final Options options;
    private final List<String> said;

    /** @param said what the operator has said to all JVMs of the proxy, in its variables, too */
    FitTest(Options options, List<String> said) {
        this.options = options;
        this.said = said;
    }

    @Override
    public boolean fits(ArchiveFile archive) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Jdk.java()));
        // An archive depends on all options but these, which may bind ports or start other things.
        List<String> flags = said.stream()
                .filter(option -> NONE_OF_ITS_BUSINESS.stream().noneMatch(option::startsWith))
                .toList();
        words.addAll(LeanFlags.without(flags));
        words.addAll(flags);
        words.addAll(archive.kind().insisting());
        words.addAll(List.of(archive.using(), "-cp", options.classPath().text(), "-version"));
        Process trial = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return trial.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } finally {
            trial.destroyForcibly();
        }
    }
}
