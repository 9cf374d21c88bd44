package controlfreak.engine.service;

import controlfreak.process.SeenProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Programs that leave their first process and live on, and what is known of how to keep them from it. Any thread. */
final class Daemonized {
    private static final Properties FOREGROUND = read();

    private Daemonized() {}

    private static Properties read() {
        Properties programs = new Properties();
        try (InputStream in = Daemonized.class.getResourceAsStream("/controlfreak/engine/foreground.properties")) {
            programs.load(in);
            return programs;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Those who may be what the program has become: helpers that it leaves are not. */
    static List<SeenProcess> candidates(List<SeenProcess> left) {
        return left.stream()
                .filter(process -> known(process).filter(String::isEmpty).isEmpty())
                .toList();
    }

    /** Whether one of them is known to do so. */
    static boolean isKnownOf(List<SeenProcess> left) {
        return known(left).isPresent();
    }

    /** {@code went to the background (nginx, pid 812); run it in the foreground: nginx -g 'daemon off;'}. */
    static String words(List<SeenProcess> left) {
        List<SeenProcess> candidates = candidates(left);
        SeenProcess one = known(candidates).orElse(candidates.get(0));
        return "went to the background (" + one.text() + "); run it in the foreground"
                + foreground(one).map(how -> ": " + how).orElse("");
    }

    private static Optional<SeenProcess> known(List<SeenProcess> left) {
        return left.stream().filter(process -> foreground(process).isPresent()).findFirst();
    }

    private static Optional<String> foreground(SeenProcess process) {
        return known(process).filter(how -> !how.isEmpty());
    }

    /** Some write what they do behind their name, or their version, as {@code php-fpm8.2: master process}. */
    private static Optional<String> known(SeenProcess process) {
        String name = process.program().replaceFirst("[: ].*$", "");
        return Stream.of(process.program(), name, name.replaceFirst("(?<=[a-z])[\\d.]+$", ""))
                .map(FOREGROUND::getProperty)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
