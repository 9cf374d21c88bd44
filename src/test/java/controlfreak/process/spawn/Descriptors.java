package controlfreak.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts this process's open pipes, pidfds and the like; files come and go with class loading. */
final class Descriptors {
    private Descriptors() {}

    static int count() {
        return open().size();
    }

    static List<String> open() {
        List<String> found = new ArrayList<>();
        String[] names = new File("/proc/self/fd").list();
        for (String name : names == null ? new String[0] : names) {
            try {
                String target =
                        Files.readSymbolicLink(Path.of("/proc/self/fd", name)).toString();
                if (target.startsWith("pipe:") || target.startsWith("anon_inode:") || target.equals("/dev/null")) {
                    found.add(name + " " + target);
                }
            } catch (IOException closedMeanwhile) {
                assert !name.isEmpty();
            }
        }
        return found;
    }

    static void awaitCount(int expected) {
        await().untilAsserted(() -> assertThat(open()).hasSize(expected));
    }
}
