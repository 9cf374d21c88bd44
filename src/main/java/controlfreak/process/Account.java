package controlfreak.process;

import java.util.List;
import java.util.Map;

/**
 * Somebody whom a system knows. Immutable; any thread.
 *
 * @param uid the number of the user
 * @param gid the number of the group that new files get
 * @param groups the numbers of all groups that it is in
 */
public record Account(String name, long uid, long gid, List<Long> groups, String home, String shell) {
    public Account {
        groups = List.copyOf(groups);
    }

    /** What a login sets, see environ(7). */
    public Map<String, String> variables() {
        return Map.of("USER", name, "LOGNAME", name, "HOME", home, "SHELL", shell);
    }
}
