package controlfreak.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static List<String> of(String text) {
        return Words.of(new Command.Text(text));
    }

    @Test
    void aListIsExecutedAsItIs() {
        assertThat(Words.of(new Command.Words(List.of("printf", "%s $HOME", "a b"))))
                .containsExactly("printf", "%s $HOME", "a b");
    }

    @Test
    void plainWordsNeedNoShell() {
        assertThat(of("redis-server --port=0  /etc/redis.conf"))
                .containsExactly("redis-server", "--port=0", "/etc/redis.conf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 7",
                "cd app && ./run",
                "A=b ./run",
                "echo $HOME",
                "ls *.py",
                "run 'a b'",
                "run; run",
                "~/run",
                "run # not a word",
                "exec run",
                "run\nrun",
                "run >file",
                "! run",
                "[ -e x ]"
            })
    void whatAShellWouldReadGoesToTheShell(String text) {
        assertThat(of(text)).containsExactly("/bin/sh", "-c", text);
    }
}
