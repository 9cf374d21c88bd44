package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void it_names_its_sockets() {
        Order order = Order.of(Map.of("name", "web", "cmd", "Main", "sockets", List.of("web", "api")));
        assertThat(order.sockets()).containsExactly("web", "api");
        assertThat(Order.of(Map.of("name", "web", "cmd", "Main")).sockets()).isEmpty();
        assertThatThrownBy(() -> Order.of(Map.of("name", "web", "cmd", "Main", "sockets", "web")))
                .hasMessageContaining("no list of names");
    }

    @Test
    void its_input_is_nothing_open_or_a_socket() {
        assertThat(Order.of(Map.of("name", "web", "cmd", "Main")).input()).isEqualTo(Input.NOTHING);
        assertThat(Order.of(Map.of("name", "web", "cmd", "Main", "stdin", "open"))
                        .input())
                .isEqualTo(Input.OPEN);
        assertThat(Order.of(Map.of("name", "web", "cmd", "Main", "tie_stdin_to", "api"))
                        .input())
                .isEqualTo(new Input("socket api"));
    }
}
