package controlfreak.process.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.model.SocketPlace;
import controlfreak.process.Listeners.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PosixListenersTest {
    private final PosixListeners listeners = new PosixListeners();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        listeners.close();
    }

    private static SocketPlace.Unix unix(String path) {
        return new SocketPlace.Unix(path, Optional.of("0640"), Optional.empty());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_port_takes_connections_until_it_is_closed() throws Exception {
        int port = freePort();
        Listener listener = listeners.bind(new SocketPlace.Tcp("127.0.0.1", port), folder, 5);
        new Socket("127.0.0.1", port).close();
        listener.close();
        listener.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
        listeners.bind(new SocketPlace.Tcp("::1", port), folder, 5);
        new Socket("::1", port).close();
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SocketPlace place = new SocketPlace.Tcp("127.0.0.1", other.getLocalPort());
            assertThatThrownBy(() -> listeners.bind(place, folder, 5))
                    .hasMessage("127.0.0.1:" + other.getLocalPort() + " is taken.")
                    .hasFieldOrPropertyWithValue("taken", true);
        }
        assertThatThrownBy(() -> listeners.bind(new SocketPlace.Tcp("192.0.2.1", 8080), folder, 5))
                .hasMessage("192.0.2.1:8080 is not an address of this machine.");
    }

    @Test
    void a_unix_socket_has_its_mode_and_goes_with_it() throws Exception {
        Listener listener = listeners.bind(unix("run/api"), folder, 5);
        Path path = folder.resolve("run/api");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
        SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
        assertThatThrownBy(() -> listeners.bind(unix("run/api"), folder, 5)).hasMessage(path + " is taken.");
        listener.close();
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void a_file_that_is_another_s_stays() throws Exception {
        Listener listener = listeners.bind(unix("api"), folder, 5);
        Files.delete(folder.resolve("api"));
        Files.writeString(folder.resolve("api"), "mine");
        listener.close();
        assertThat(folder.resolve("api")).hasContent("mine");
        assertThatThrownBy(() -> listeners.bind(unix("api"), folder, 5)).hasMessageContaining("is no socket");
    }

    @Test
    void a_socket_that_nobody_answers_at_makes_room() throws Exception {
        Path path = folder.resolve("api");
        try (var left = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
        listeners.bind(unix("api"), folder, 5);
        SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    }

    @Test
    void what_cannot_be_is_said() {
        assertThatThrownBy(() -> listeners.bind(unix("a".repeat(120)), folder, 5))
                .hasMessageContaining("is longer than");
        SocketPlace ghost = new SocketPlace.Unix("ghost", Optional.empty(), Optional.of("no-such-user"));
        assertThatThrownBy(() -> listeners.bind(ghost, folder, 5))
                .hasMessage("There is no user or group named no-such-user.");
        assertThat(folder.resolve("ghost")).doesNotExist();
        assertThatThrownBy(() -> listeners.bind(new SocketPlace.Tcp(":::", 8080), folder, 5))
                .hasMessage("::: is no address.");
    }
}
