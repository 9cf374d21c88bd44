package controlfreak.log.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressInUseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: listen EADDRINUSE: address already in use :::8080",
                "bind() to 0.0.0.0:8080 failed (98: Address already in use)",
                "listen tcp 127.0.0.1:8080: bind: address already in use",
                "Address already in use - bind(2) for \"127.0.0.1\" port 8080 (Errno::EADDRINUSE)",
                "Web server failed to start. Port 8080 was already in use: address in use",
                "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 8080): address already in use",
                "Could not create server TCP listening socket *:8080: bind: Address already in use",
                "2026-11-01 12:30:59 server.py:417 localhost:8080 address in use",
                "LISTEN [::]:8080 EADDRINUSE"
            })
    void finds_the_port_whatever_program_says_so(String line) {
        assertThat(AddressInUse.in(List.of("starting", line))).contains(new AddressInUse(OptionalInt.of(8080)));
    }

    @Test
    void finds_the_port_in_a_line_near_by() {
        assertThat(AddressInUse.in(List.of("listening on port: 5432", "bind: Address already in use", "12:30:59 bye")))
                .contains(new AddressInUse(OptionalInt.of(5432)));
    }

    @Test
    void does_not_guess() {
        assertThat(AddressInUse.in(List.of("port 80", "a", "b", "c", "Address already in use")))
                .contains(new AddressInUse(OptionalInt.empty()));
        assertThat(AddressInUse.in(List.of("Address already in use: port 99999")))
                .contains(new AddressInUse(OptionalInt.empty()));
        assertThat(AddressInUse.in(List.of("12:30:59 Server.java:417: Address already in use")))
                .contains(new AddressInUse(OptionalInt.empty()));
        assertThat(AddressInUse.in(List.of("port 8080 is fine", "no such file")))
                .isEqualTo(Optional.empty());
        assertThat(AddressInUse.in(List.of())).isEmpty();
    }
}
