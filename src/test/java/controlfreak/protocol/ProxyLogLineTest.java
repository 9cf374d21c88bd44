package controlfreak.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyLogLineTest {
    @Test
    void textMayHoldColonsAndAnyBytes() {
        check(parse("out:web1:a:b: c"), false, Optional.of("web1"), "a:b: c");
        check(parse("err:web-1.x_y::"), true, Optional.of("web-1.x_y"), ":");
        check(parse("out:web1:"), false, Optional.of("web1"), "");
        ProxyLogLine raw = ProxyLogLine.parse(new byte[] {'o', 'u', 't', ':', 'w', ':', 0, (byte) 0xff});
        assertThat(raw.text()).containsExactly(0, 0xff);
    }

    @Test
    void aPlusMarksAPieceOfALineThatGoesOn() {
        check(parse("out+:web1:a:b"), false, Optional.of("web1"), "a:b");
        check(parse("err+:-:a"), true, Optional.empty(), "a");
        assertThat(parse("out+:web1:a").goesOn()).isTrue();
        assertThat(parse("out:web1:+").goesOn()).isFalse();
        check(parse("out++:web1:a"), true, Optional.empty(), "out++:web1:a");
    }

    @Test
    void aDashIsTheProxyItself() {
        check(parse("out:-:loading"), false, Optional.empty(), "loading");
        check(parse("err:-:out:web1:x"), true, Optional.empty(), "out:web1:x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o",
                "out",
                "out:",
                "out:web1",
                "out::text",
                "out:we b:text",
                "out:a/b:text",
                "OUT:web1:text",
                "log:web1:text",
                "Can't locate Foo.pm in @INC: (eval 1)"
            })
    void aLineOfNoKnownFormIsTheProxysOwnError(String line) {
        check(parse(line), true, Optional.empty(), line);
    }

    @Test
    void aNameLongerThanAnyIsNoName() {
        check(parse("out:" + "n".repeat(200) + ":x"), false, Optional.of("n".repeat(200)), "x");
        String line = "out:" + "n".repeat(201) + ":x";
        check(parse(line), true, Optional.empty(), line);
    }

    @Test
    void piecesBelongToTheServiceOfTheFirst() {
        ProxyLogReader reader = new ProxyLogReader();
        check(reader.read(bytes("out:web1:be"), true), false, Optional.of("web1"), "be");
        check(reader.read(bytes("err:web2:gin"), true), false, Optional.of("web1"), "err:web2:gin");
        check(reader.read(bytes("end"), false), false, Optional.of("web1"), "end");
        check(reader.read(bytes("err:web2:x"), false), true, Optional.of("web2"), "x");
    }

    @Test
    void variablesTellThePipesNumbers() {
        assertThat(ProxyVariables.of(3, 4, 5).entries())
                .containsEntry("_CFK_COMMAND_FD", Optional.of("3"))
                .containsEntry("_CFK_STATUS_FD", Optional.of("4"))
                .containsEntry("_CFK_LOG_FD", Optional.of("5"))
                .containsEntry("_CFK_LOG_PIECES", Optional.of("1"))
                .hasSize(4);
        assertThatThrownBy(() -> ProxyVariables.of(3, 4, 0)).hasMessage("A proxy's pipes are numbered 3 and up.");
    }

    private static void check(ProxyLogLine line, boolean isError, Optional<String> name, String text) {
        assertThat(line.isError()).isEqualTo(isError);
        assertThat(line.name()).isEqualTo(name);
        assertThat(new String(line.text(), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    private static ProxyLogLine parse(String line) {
        return ProxyLogLine.parse(bytes(line));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
