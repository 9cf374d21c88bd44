package controlfreak.guard;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/** Who but this user could have written a file. Any thread; blocks. */
final class Doubts {
    private static final Path SELF = Path.of("/proc/self");
    private static final int STICKY = 01000;

    private Doubts() {}

    /** Refuses what another user owns or may write, and what is in a folder where he may put another in its place. */
    static void of(Path path) throws IOException {
        Path real = path.toRealPath();
        check(path, real, false);
        for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
            check(path, folder, true);
        }
    }

    private static void check(Path asked, Path part, boolean isAround) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes is = view.readAttributes();
        String what = isAround ? "its folder " + part : "it";
        if (!isAround || !isOfSystem(part)) {
            requireOwn(asked, what, is.owner());
        }
        boolean everybody = is.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        boolean group = is.permissions().contains(PosixFilePermission.GROUP_WRITE) && !isOnesOwn(is);
        if ((everybody || group) && !(isAround && isSticky(part))) {
            throw new FileSystemException(asked.toString(), null, "other users may write " + what);
        }
    }

    static void requireOwn(Path path, PosixFileAttributes is) throws IOException {
        requireOwn(path, "it", is.owner());
    }

    private static void requireOwn(Path path, String what, UserPrincipal owner) throws IOException {
        Optional<UserPrincipal> own = own(path);
        if (own.isPresent() && !own.get().equals(owner)) {
            throw new FileSystemException(path.toString(), null, what + " belongs to " + owner.getName());
        }
    }

    /** Where nobody tells who this user is, owners are not compared. */
    private static Optional<UserPrincipal> own(Path path) {
        try {
            return Optional.of(
                    Files.exists(SELF)
                            ? Files.getOwner(SELF)
                            : path.getFileSystem()
                                    .getUserPrincipalLookupService()
                                    .lookupPrincipalByName(System.getProperty("user.name")));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    /** The system's folders belong to root, who may write everywhere. */
    private static boolean isOfSystem(Path folder) throws IOException {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException | IllegalArgumentException notTold) {
            return false;
        }
    }

    /** Many systems give each user a group of the same name, in which nobody else is. */
    private static boolean isOnesOwn(PosixFileAttributes is) {
        return is.group().getName().equals(is.owner().getName());
    }

    private static boolean isSticky(Path folder) throws IOException {
        try {
            return ((int) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS) & STICKY) != 0;
        } catch (UnsupportedOperationException | IllegalArgumentException notTold) {
            return false;
        }
    }
}
