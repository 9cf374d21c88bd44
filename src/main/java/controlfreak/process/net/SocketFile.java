package controlfreak.process.net;

import controlfreak.process.Listeners.BindException;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.NativeText;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The file by which a Unix socket is found. One thread at a time. */
final class SocketFile {
    private static final Logger LOGGER = System.getLogger(SocketFile.class.getName());
    /** So much room an address has, the NUL at its end included (sockaddr_un). */
    private static final int LONGEST_PATH = Abi.MAC ? 104 : 108;

    private static final int OCTAL = 8;

    private final Path path;
    private Optional<Object> own = Optional.empty();

    SocketFile(Path path) {
        this.path = path;
    }

    String path() {
        return path.toString();
    }

    /** Makes the folder, and removes the file of a socket at which nobody listens any more. */
    void makeRoom() throws BindException {
        if (NativeText.bytes(path()).length > LONGEST_PATH) {
            throw new BindException(
                    "The path " + path + " is longer than a socket's may be (" + (LONGEST_PATH - 1) + " bytes).",
                    false);
        }
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                if (!attributes().isOther()) {
                    throw new BindException(
                            path + " is there and is no socket. Remove it, or choose another path.", false);
                }
                removeUnlessAnswered();
            }
        } catch (IOException refused) {
            throw new BindException("There can be no socket at " + path + ": " + reason(refused) + ".", false);
        }
    }

    private void removeUnlessAnswered() throws BindException, IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new BindException(path + " is taken.", channel.isOpen());
        } catch (ConnectException nobody) {
            Files.delete(path);
        }
    }

    /** From now on the file is its own. */
    void isBound() throws BindException {
        try {
            own = Optional.ofNullable(attributes().fileKey());
        } catch (IOException gone) {
            throw new BindException("The socket at " + path + " was removed at once.", false);
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    void giveTo(Optional<String> mode, Optional<String> owner) throws BindException {
        try {
            if (mode.isPresent()) {
                Files.setPosixFilePermissions(path, permissions(Integer.parseInt(mode.get(), OCTAL)));
            }
            if (owner.isPresent()) {
                String[] names = owner.get().split(":", 2);
                PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
                UserPrincipalLookupService lookup = path.getFileSystem().getUserPrincipalLookupService();
                if (names.length > 1) {
                    view.setGroup(known(names[1], lookup::lookupPrincipalByGroupName));
                }
                view.setOwner(known(names[0], lookup::lookupPrincipalByName));
            }
        } catch (IOException refused) {
            throw new BindException(
                    "The socket at " + path + " could not be given to " + owner.orElse("its users") + ": "
                            + reason(refused) + ".",
                    false);
        }
    }

    /** Looks up users, or groups. */
    private interface Lookup<T extends UserPrincipal> {
        T of(String name) throws IOException;
    }

    private static <T extends UserPrincipal> T known(String name, Lookup<T> lookup) throws BindException, IOException {
        try {
            return lookup.of(name);
        } catch (UserPrincipalNotFoundException unknown) {
            throw new BindException("There is no user or group named " + name + ".", false);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode >> (all.length - 1 - i) & 1) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    /** Removes the file where it is still the one that was made. */
    void remove() {
        try {
            if (own.isPresent() && own.get().equals(attributes().fileKey())) {
                Files.delete(path);
            }
        } catch (IOException gone) {
            LOGGER.log(Level.DEBUG, "A socket's file is not there to be removed", gone);
        }
    }

    private static String reason(IOException refused) {
        return refused instanceof java.nio.file.FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(refused.getMessage());
    }
}
