package controlfreak.model;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.process.LaunchRequest;
import controlfreak.protocol.ProxyCommand;
import controlfreak.workspace.dotenv.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a file can make large has a bound and a sentence, and no text that ends up in logs holds a value. */
class BoundsTest {
    private static final int LONGEST = 128 * 1024;

    @Test
    void aValueIsAsLongAsAProcessCanGet() {
        assertThat(Environment.valueProblem("x".repeat(LONGEST - 1))).isEmpty();
        for (String value : List.of("x".repeat(LONGEST), "é".repeat(LONGEST / 2), "🙂".repeat(LONGEST / 4))) {
            assertThat(Environment.valueProblem(value))
                    .hasValue("A variable's value is longer than a process can get (128 KiB).");
        }
    }

    @Test
    void aCommandIsAsLongAsAProcessCanGet() {
        String word = "x".repeat(LONGEST);
        assertThatThrownBy(() -> new Command.Text(word))
                .hasMessage("A command is longer than a process can get (128 KiB).");
        assertThatThrownBy(() -> new Command.Words(List.of("echo", word))).hasMessageContaining("128 KiB");
    }

    @Test
    void allProcessesTogetherAreBounded() {
        List<ServiceSpec> services = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            services.add(ServiceSpec.of("s" + i, new Command.Text("sleep 1")).withInstances(1000));
        }
        assertThat(Workspace.clash(List.of(), services)).isEmpty();
        services.add(ServiceSpec.of("more", new Command.Text("sleep 1")));
        assertThat(Workspace.clash(List.of(), services))
                .map(Workspace.Clash::problem)
                .hasValue("With \"more\" there would be more than 10000 processes in all.");
    }

    @Test
    void aFileWhoseLinesReferToEachOtherDoesNotFillTheMemory() {
        StringBuilder text = new StringBuilder("A=" + "x".repeat(100_000) + "\n");
        for (int i = 0; i < 60_000; i++) {
            text.append("V").append(i).append("=${A}\n");
        }
        assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThat(Dialect.COMPOSE.read(text.toString(), Map.of()).stream()
                                .mapToLong(entry -> entry.value().length())
                                .sum())
                        .isLessThan(10_000_000));
    }

    @Test
    void whatEndsUpInLogsHoldsNoValue() {
        assertThat(new LaunchRequest(List.of("run"), Map.of("KEY", "s3cr3t"), Path.of("/"), Streams.DEFAULT, false))
                .hasToString("run in / with [KEY]");
        assertThat(new Setting(Origin.WORKSPACE, Optional.of("s3cr3t")).toString())
                .doesNotContain("s3cr3t");
        assertThat(EffectiveEnvironment.of(Map.of("KEY", "s3cr3t"), List.of())
                        .variables()
                        .toString())
                .contains("KEY")
                .doesNotContain("s3cr3t");
        assertThat(new ProxyCommand.Input("web", "s3cr3t", true)).hasToString("Input for web");
    }
}
