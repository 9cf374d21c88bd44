package controlfreak.process.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.process.ListeningSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcSocketsTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid" + "  timeout inode\n";

    @TempDir
    private Path root;

    private static String line(int number, String local, String state, long inode) {
        return "   " + number + ": " + local + " 00000000:0000 " + state
                + " 00000000:00000000 00:00000000 00000000  1000        0 " + inode
                + " 1 00000000f16220f5 100 0 0 10 0\n";
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void process(long pid, String... files) throws IOException {
        Path fds = Files.createDirectories(root.resolve(pid + "/fd"));
        for (int i = 0; i < files.length; i++) {
            Files.createSymbolicLink(fds.resolve(Integer.toString(i)), Path.of(files[i]));
        }
    }

    private ProcSockets sockets() {
        return new ProcSockets(root.toString());
    }

    @Test
    void reads_who_listens_on_either_family_and_nobody_else() throws IOException {
        write(
                "net/tcp",
                HEAD
                        + line(0, "0100007F:1F90", "0A", 111)
                        + line(1, "0100007F:1F91", "01", 112)
                        + line(2, "00000000:0050", "06", 0));
        write("net/tcp6", HEAD + line(0, "00000000000000000000000000000000:20FB", "0A", 113));
        assertThat(sockets().ports()).contains(Map.of(111L, 8080, 113L, 8443));
    }

    @Test
    void passes_over_what_it_does_not_know() throws IOException {
        write("net/tcp", HEAD + "garbage 0A \n   0: 1:2 0A\n\n" + line(7, "00000000:0016", "0A", 9) + "   1: cut 0A");
        assertThat(sockets().ports()).contains(Map.of(9L, 22));
    }

    @Test
    void reads_who_listens_at_a_path() throws IOException {
        write(
                "net/unix",
                "Num       RefCount Protocol Flags    Type St Inode Path\n"
                        + "0000000000000000: 00000002 00000000 00010000 0001 01 17 /run/a b.sock\n"
                        + "0000000000000000: 00000003 00000000 00000000 0001 03 18 /run/a b.sock\n"
                        + "0000000000000000: 00000002 00000000 00010000 0001 01    19 /run/other.sock\n"
                        + "0000000000000000: 00000002 00000000 00000000 0002 01 20\n");
        assertThat(sockets().at(Path.of("/run/a b.sock"))).containsExactly(17L);
        assertThat(sockets().at(Path.of("/run/none.sock"))).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void finds_a_socket_at_a_path_of_this_very_process() throws IOException {
        Path path = root.resolve("ü.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            ListeningSockets system = SystemFigures.ofSockets();
            Set<Long> listening = system.at(path);
            assertThat(listening).hasSize(1);
            assertThat(system.heldBy(ProcessHandle.current().pid(), listening)).contains(listening);
        }
    }

    @Test
    void says_so_where_the_system_tells_nothing() {
        assertThat(sockets().at(root)).isEmpty();
        assertThat(sockets().ports()).isEmpty();
        assertThat(sockets().heldBy(1, Set.of(1L))).isEmpty();
    }

    @Test
    void finds_what_a_process_has_open() throws IOException {
        process(10, "/dev/null", "socket:[111]", "socket:[222]", "pipe:[111]");
        Files.createDirectories(root.resolve("13"));

        assertThat(sockets().heldBy(10, Set.of(111L, 113L))).contains(Set.of(111L));
        assertThat(sockets().heldBy(13, Set.of(111L))).as("gone").isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void finds_a_socket_of_this_very_process() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListeningSockets system = SystemFigures.ofSockets();
            Map<Long, Integer> ports = system.ports().orElseThrow();
            Set<Long> held =
                    system.heldBy(ProcessHandle.current().pid(), ports.keySet()).orElseThrow();
            assertThat(held.stream().map(ports::get).collect(Collectors.toSet()))
                    .contains(server.getLocalPort());
        }
    }
}
