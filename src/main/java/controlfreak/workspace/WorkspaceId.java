package controlfreak.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a workspace is known by: its file, or, until it is saved, a name that no other has. Immutable; any thread.
 *
 * @param unsaved the name of one without a file; empty for others
 */
public record WorkspaceId(Optional<Path> file, String unsaved) {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Pattern UNSAVED =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d)-(\\d\\d)-(\\d\\dZ)-(\\d+)-\\d+");

    public static WorkspaceId of(Path file) {
        return new WorkspaceId(Optional.of(file), "");
    }

    /** One that this panel begins. */
    public static WorkspaceId begun() {
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
        return new WorkspaceId(
                Optional.empty(), time + "-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet());
    }

    /** One without a file that an earlier panel has begun. */
    static Optional<WorkspaceId> named(String unsaved) {
        return UNSAVED.matcher(unsaved).matches()
                ? Optional.of(new WorkspaceId(Optional.empty(), unsaved))
                : Optional.empty();
    }

    /** The place of what the panel keeps for it, below a folder for all. Blocks. */
    Path below(Path folder) {
        return file.map(path -> folder.resolve(Folders.keyOf(path)))
                .orElseGet(() -> folder.resolve(Folders.UNSAVED).resolve(unsaved));
    }

    /** The same for every link to a file, and of no other: its path, or the name of one without. Blocks. */
    public String inWords() {
        return file.map(path -> Folders.realPath(path).toString()).orElse(unsaved);
    }

    /** Whether the panel that has begun it still runs. */
    boolean isOfLivePanel() {
        Matcher parts = UNSAVED.matcher(unsaved);
        if (!parts.matches()) {
            return false;
        }
        Instant begun = Instant.parse(parts.group(1) + ":" + parts.group(2) + ":" + parts.group(3));
        // One that was started later has only got the same number.
        return ProcessHandle.of(Long.parseLong(parts.group(4)))
                .map(process -> process.info()
                        .startInstant()
                        .map(start -> !start.isAfter(begun.plusSeconds(1)))
                        .orElse(true))
                .orElse(false);
    }
}
