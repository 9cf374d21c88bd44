package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void a_service_with_sockets_is_refused() {
        assertThat(Order.of(Map.of("name", "web", "cmd", "Main", "sockets", List.of()))
                        .name())
                .isEqualTo("web");
        assertThatThrownBy(() -> Order.of(Map.of("name", "web", "cmd", "Main", "sockets", List.of("web"))))
                .hasMessageContaining("hands on no sockets");
        assertThatThrownBy(() -> Order.of(Map.of("name", "web", "cmd", "Main", "tie_stdin_to", "web")))
                .hasMessageContaining("hands on no sockets");
    }
}
