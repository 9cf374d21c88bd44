package controlfreak.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommandEncoderTest {
    private static final Command WORKER = new Command.Text("worker.pl");

    @Test
    void startIsTheLineThatExistingProxiesKnow() {
        ProxyCommand start = ProxyCommand.Start.of("web1", WORKER, Environment.EMPTY.with("PORT", "80"));
        assertThat(line(start))
                .isEqualTo("{\"command\":\"start\",\"name\":\"web1\",\"cmd\":\"worker.pl\",\"env\":{\"PORT\":\"80\"},"
                        + "\"ignore_stdout\":0,\"ignore_stderr\":0,\"tie_stdin_to\":null,\"no_new_session\":0}\n");
    }

    @Test
    void startTellsWordsIgnoredOutputsAndFolder() {
        Command words = new Command.Words(List.of("a b", "", "-c"));
        assertThat(line(new ProxyCommand.Start(
                        "w",
                        words,
                        Environment.EMPTY,
                        new Streams(new Stdin.Open(), false, false),
                        List.of(),
                        Optional.of("/srv"),
                        RunAs.PANEL,
                        ProxyCommand.Outputs.PASSED_ON)))
                .contains(
                        "\"cmd\":[\"a b\",\"\",\"-c\"]",
                        "\"ignore_stdout\":1,\"ignore_stderr\":1",
                        "\"stdin\":\"open\"",
                        "\"cwd\":\"/srv\"");
    }

    @Test
    void removedVariablesAreNullAndKeepTheirPlace() {
        Environment env = Environment.EMPTY.with("A", "1").withRemoved("B").with("C", "");
        assertThat(line(ProxyCommand.Start.of("w", WORKER, env)))
                .contains("\"env\":{\"A\":\"1\",\"B\":null,\"C\":\"\"}");
    }

    @Test
    void nothingInACommandMakesASecondLine() {
        Environment env =
                Environment.EMPTY.with("NL", "a\nb\r\u2028\u0001\t\"\\").with("ü", "é€😀");
        String line = line(ProxyCommand.Start.of("w", new Command.Text("a\nb"), env));
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line).contains("\"cmd\":\"a\\nb\"", "a\\nb\\r", "\\u0001\\t\\\"\\\\", "\"ü\":\"é€😀\"");
    }

    @Test
    void halfACharacterBecomesAQuestionMarkAndNoError() {
        assertThat(line(ProxyCommand.Start.of("w", WORKER, Environment.EMPTY.with("X", "a\ud83dz"))))
                .contains("\"X\":\"a?z\"");
    }

    @Test
    void stopSignalReforkAndShutdown() {
        assertThat(line(new ProxyCommand.Stop("w", Optional.empty(), Optional.empty())))
                .isEqualTo("{\"command\":\"stop\",\"name\":\"w\"}\n");
        assertThat(line(new ProxyCommand.Stop("w", Optional.of(Signal.QUIT), Optional.of(Reach.PROGRAM))))
                .isEqualTo("{\"command\":\"stop\",\"name\":\"w\",\"signal\":\"QUIT\",\"to\":\"main\"}\n");
        assertThat(line(new ProxyCommand.Stop("w", Optional.of(Signal.KILL), Optional.empty())))
                .isEqualTo("{\"command\":\"stop\",\"name\":\"w\",\"signal\":\"KILL\"}\n");
        assertThat(line(new ProxyCommand.SendSignal("w", Signal.HUP)))
                .isEqualTo("{\"command\":\"signal\",\"name\":\"w\",\"signal\":\"HUP\"}\n");
        assertThat(line(new ProxyCommand.Shutdown())).isEqualTo("{\"command\":\"shutdown\"}\n");
        assertThat(line(new ProxyCommand.Refork(Optional.of("web-1"))))
                .isEqualTo("{\"command\":\"refork\",\"name\":\"web-1\"}\n");
        assertThat(line(new ProxyCommand.Refork(Optional.empty()))).isEqualTo("{\"command\":\"refork\"}\n");
    }

    @Test
    void rightsAreSaidWhereTheyAreWished() {
        RunAs rights = new RunAs(
                Optional.of("www-data"),
                Optional.of("adm"),
                Optional.of(027),
                Map.of(
                        Limit.NOFILE,
                        LimitRange.of(123),
                        Limit.CORE,
                        new LimitRange(0, OptionalLong.of(LimitRange.UNLIMITED))),
                Optional.of(5),
                Optional.of(-100));
        ProxyCommand.Start plain = ProxyCommand.Start.of("w", WORKER, Environment.EMPTY);
        assertThat(line(new ProxyCommand.Start(
                        "w",
                        WORKER,
                        Environment.EMPTY,
                        plain.streams(),
                        List.of(),
                        Optional.empty(),
                        rights,
                        plain.outputs())))
                .endsWith("\"no_new_session\":0,\"user\":\"www-data\",\"group\":\"adm\",\"umask\":\"0027\","
                        + "\"limits\":{\"core\":[0,-1],\"nofile\":[123,null]},\"nice\":5,\"oomScoreAdj\":-100}\n");
    }

    @Test
    void pipesOfOutputsAreNamedWhereThereAreSome() {
        ProxyCommand.Start plain = ProxyCommand.Start.of("w", WORKER, Environment.EMPTY);
        assertThat(line(new ProxyCommand.Start(
                        "w",
                        WORKER,
                        Environment.EMPTY,
                        plain.streams(),
                        List.of(),
                        Optional.empty(),
                        plain.runAs(),
                        new ProxyCommand.Outputs(Optional.empty(), Optional.of("/tmp/a b")))))
                .endsWith("\"no_new_session\":0,\"stderr\":\"/tmp/a b\"}\n");
    }

    @Test
    void inputIsTextAndAnEnd() {
        assertThat(line(new ProxyCommand.Input("w", "one\ntwo", false)))
                .isEqualTo("{\"command\":\"input\",\"name\":\"w\",\"text\":\"one\\ntwo\",\"end\":0}\n");
        assertThat(line(new ProxyCommand.Input("w", "", true))).endsWith("\"text\":\"\",\"end\":1}\n");
    }

    private static String line(ProxyCommand command) {
        return new String(CommandEncoder.encode(command), StandardCharsets.UTF_8);
    }
}
