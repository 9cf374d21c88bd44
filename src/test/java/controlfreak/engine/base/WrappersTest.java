package controlfreak.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.base.Wrappers.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappersTest {
    @ParameterizedTest
    @CsvSource({
        "redis-server *:6379, PROGRAM",
        "/bin/sh -c ./run, SHELL",
        "-bash, SHELL",
        "busybox sh run, SHELL",
        "busybox httpd -f, PROGRAM",
        "busybox, PROGRAM",
        "python3.11 /usr/bin/honcho start, GROUP",
        "node server.js, PROGRAM",
        "runuser -u postgres -- postgres, BELOW"
    })
    void aWishToEndIsForWhomThatLeads(String commandLine, Kind kind) {
        assertThat(Wrappers.of(List.of(commandLine.split(" ")))).isEqualTo(kind);
    }
}
