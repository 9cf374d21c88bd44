package controlfreak.process.privilege;

import com.sun.jna.Pointer;
import controlfreak.process.Account;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.NativeText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The users and groups that the system knows, from wherever it knows them (nsswitch.conf(5)). Any thread; the first
 * question loads the system's libraries.
 */
final class Accounts {
    /** Where a structure passwd has its parts, see getpwnam(3); macOS has the time of two changes in between. */
    private static final int UID = 16;

    private static final int GID = 20;
    private static final int HOME = Abi.MAC ? 48 : 32;
    private static final int SHELL = Abi.MAC ? 56 : 40;
    private static final int GID_IN_GROUP = 16;
    private static final int MOST_GROUPS = 65_536;
    private static final long UNSIGNED = 0xffff_ffffL;

    /** A user by name or number, with its own group. */
    synchronized Optional<Account> user(String name) {
        Pointer found = LibC.C.getpwnam(NativeText.bytes(name));
        if (found == null && isNumber(name)) {
            found = LibC.C.getpwuid(Integer.parseUnsignedInt(name));
        }
        return Optional.ofNullable(found).map(entry -> account(entry, entry.getInt(GID)));
    }

    /** Who the panel runs as. */
    synchronized Optional<Account> self() {
        return Optional.ofNullable(LibC.C.getpwuid(LibC.C.geteuid())).map(entry -> account(entry, LibC.C.getegid()));
    }

    /** The number of a group by its name or number. */
    synchronized OptionalLong group(String name) {
        Pointer found = LibC.C.getgrnam(NativeText.bytes(name));
        if (found != null) {
            return OptionalLong.of(found.getInt(GID_IN_GROUP) & UNSIGNED);
        }
        return isNumber(name) ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
    }

    private static Account account(Pointer entry, int group) {
        String name = entry.getPointer(0).getString(0);
        return new Account(
                name,
                entry.getInt(UID) & UNSIGNED,
                group & UNSIGNED,
                groups(name, group),
                entry.getPointer(HOME).getString(0),
                entry.getPointer(SHELL).getString(0));
    }

    /** All groups of a user, that one among them. */
    static List<Long> groups(String user, int group) {
        int[] count = {64};
        int[] found = new int[count[0]];
        while (LibC.C.getgrouplist(NativeText.bytes(user), group, found, count) < 0 && found.length < MOST_GROUPS) {
            found = new int[Math.max(count[0], found.length * 2)];
            count[0] = found.length;
        }
        return Arrays.stream(found, 0, Math.min(count[0], found.length))
                .mapToObj(number -> number & UNSIGNED)
                .toList();
    }

    private static boolean isNumber(String name) {
        return name.matches("[0-9]{1,9}");
    }
}
