package controlfreak.protocol;

import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;

/** Whatever a proxy says, it means something, or a sentence says that it does not. */
class MessageDecoderFuzzTest {
    private static final int LONGEST = 1500;
    private static final Mutants STATUSES = new Mutants(
            List.of(
                    "{\"status\":\"started\",\"name\":\"web-1\",\"pid\":4711,\"own_program\":true}",
                    "{\"status\":\"stopped\",\"name\":\"web-1\",\"pid\":4711,\"exit_status\":256}",
                    "{\"status\":\"failed\",\"name\":\"web\",\"reason\":\"No such file.\"}",
                    "{\"status\":\"ready\",\"pid\":9,\"protocol\":2,\"runtime\":\"CPython\",\"preloaded\":[\"a\"],"
                            + "\"preload_ms\":412.5,\"memory_mb\":96,\"refork\":true,\"environment\":{\"A\":\"b\",\"C\":null}}",
                    "{\"status\":\"reforked\",\"name\":\"web\",\"pid\":99,\"memory_mb\":1e3}",
                    "{\"status\":\"refused\",\"command\":\"refork\",\"reason\":\"no\"}",
                    "{\"status\":\"stale\",\"count\":2,\"files\":[\"a.py\",\"b.py\"]}"),
            List.of(
                    "\"status\":",
                    "\"name\":\"\"",
                    "\"pid\":0",
                    "\"pid\":\"4711\"",
                    "{\"a\":",
                    "[[",
                    "1e400",
                    "\\u0000",
                    "\\ud800"));
    private static final Mutants LINES = new Mutants(
            List.of("out:web:text", "err:web-1:a:b", "out+:web:piece", "out:-:of the proxy", "no known form"),
            List.of("out:", "err:", "+", ":", "-", "out+:web:"));

    @Fuzzed
    void whateverItSaysIsUnderstoodOrTold(@ForAll long number) {
        String text = STATUSES.text(number);
        Fuzz.of(text, () -> {
            check(MessageDecoder.decode(text.getBytes(StandardCharsets.UTF_8)));
            check(MessageDecoder.decode(STATUSES.bytes(number)));
        });
    }

    private static void check(ProxyMessage message) {
        if (message instanceof ProxyMessage.Garbage garbage) {
            Fuzz.requireSentence(garbage.reason(), LONGEST);
        } else if (message instanceof ProxyMessage.Failed failed) {
            Fuzz.requireSentence(failed.reason(), LONGEST);
        } else if (message instanceof ProxyMessage.Refused refused) {
            Fuzz.requireSentence(refused.reason(), LONGEST);
        } else if (message instanceof ProxyMessage.Started started && started.pid() < 2) {
            throw new AssertionError("No pid: " + started.pid());
        }
    }

    @Fuzzed
    void everyLineIsSomebodys(@ForAll long number) {
        byte[] line = LINES.bytes(number);
        Fuzz.of(LINES.text(number), () -> {
            ProxyLogLine read = ProxyLogLine.parse(line);
            if (read.text().length > line.length) {
                throw new AssertionError("More than there was");
            }
        });
    }
}
