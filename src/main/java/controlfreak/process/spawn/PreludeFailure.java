package controlfreak.process.spawn;

import controlfreak.process.Account;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.libc.Abi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what a prelude says where it fails into sentences for people. Any thread. */
final class PreludeFailure {
    /** By which a shell says that it found no program, or no interpreter of one (POSIX, XCU 2.8.2). */
    private static final String NOT_FOUND = PreludeScript.EXEC + " 127";

    private PreludeFailure() {}

    static LaunchException ofSilence(LaunchRequest request) {
        return new LaunchException("The process for " + request.command().get(0)
                + " could not be prepared in 10 s (its user and limits). Is the system overloaded?");
    }

    /** @param said what the shell's tools said, and at last where it left */
    static LaunchException of(String said, Path program, LaunchRequest request) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        String words = lines.stream()
                .filter(line -> !line.equals(last))
                .findFirst()
                .map(line -> line.replaceFirst("^(?:\\S*/)?\\w+:\\s+(?:(?:line )?\\d+: )?", ""))
                .orElse("the system refused it");
        if (last.startsWith(PreludeScript.EXEC + " ")) {
            return ofExec(last, program, request);
        } else if (last.startsWith(PreludeScript.FOLDER + " ")) {
            return LaunchException.forGood(
                    "The folder " + request.folder() + " may not be entered by " + who(request) + ".");
        } else if (last.startsWith(PreludeScript.LIMITS + " ")) {
            return LaunchException.forGood("The limits could not be set ("
                    + request.prelude().limits().keySet().stream()
                            .map(limit -> limit.word())
                            .collect(Collectors.joining(", "))
                    + "): " + words + ".");
        } else if (last.startsWith(PreludeScript.SCORE + " ")) {
            return LaunchException.forGood("The out-of-memory score could not be set: " + words + ".");
        }
        String what = request.prelude().account().isPresent() ? "run as " + who(request) : "be prepared";
        return LaunchException.forGood(
                "It could not " + what + ": " + said.strip().replaceAll("\\s+", " ") + ".");
    }

    private static LaunchException ofExec(String last, Path program, LaunchRequest request) {
        String name = request.command().get(0);
        if (request.prelude().account().isPresent() && !last.equals(NOT_FOUND)) {
            return LaunchException.forGood(name + " may not be run by " + who(request)
                    + ": it, its interpreter, or a folder on the way to them is not for others.");
        }
        return SpawnFailure.ofSpawn(last.equals(NOT_FOUND) ? Abi.ENOENT : Abi.EACCES, program, request);
    }

    private static String who(LaunchRequest request) {
        Optional<Account> account = request.prelude().account();
        return account.map(Account::name).orElse("the panel's user");
    }
}
