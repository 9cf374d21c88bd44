package controlfreak.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.ProxyStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {
    @Test
    void startedInAnyKeyOrder() {
        ProxyMessage expected = new ProxyMessage.Started("web1", 4711, false);
        assertThat(decode("{'status':'started','name':'web1','pid':4711,'exit_status':null}"))
                .isEqualTo(expected);
        assertThat(decode(" {'pid':4711,'other':[{}],'name':'web1','status':'started'}\r"))
                .isEqualTo(expected);
    }

    @Test
    void stoppedTellsTheRawWaitStatus() {
        assertThat(decode("{'status':'stopped','name':'web1','pid':4711,'exit_status':15}"))
                .isEqualTo(new ProxyMessage.Stopped("web1", OptionalLong.of(4711), new ExitStatus(15)));
        assertThat(decode("{'status':'stopped','name':'web1','exit_status':65280}"))
                .isEqualTo(new ProxyMessage.Stopped("web1", OptionalLong.empty(), ExitStatus.exited(255)));
    }

    @Test
    void numbersMayComeAsTextsAndNamesAsNumbers() {
        assertThat(decode("{'status':'stopped','name':7,'pid':'4711','exit_status':'256'}"))
                .isEqualTo(new ProxyMessage.Stopped("7", OptionalLong.of(4711), ExitStatus.exited(1)));
    }

    @Test
    void failedTellsAReason() {
        assertThat(decode("{'status':'failed','name':'web1','reason':'No such file: worker.py'}"))
                .isEqualTo(new ProxyMessage.Failed("web1", "No such file: worker.py", false));
        assertThat(decode("{'status':'failed','name':'web1','reason':'No such user','final':true}"))
                .isEqualTo(new ProxyMessage.Failed("web1", "No such user", true));
        assertThat(decode("{'status':'failed','name':'web1'}"))
                .isEqualTo(new ProxyMessage.Failed("web1", "The proxy gave no reason.", false));
    }

    @Test
    void readyTellsWhatWasLoaded() {
        assertThat(
                        decode(
                                "{'status':'ready','pid':9,'protocol':2,'runtime':'CPython 3.11.2','preloaded':['app'],"
                                        + "'preload_ms':412.5,'memory_mb':96.5,'refork':true,'input':1,'environment':{'MODE':'a','GONE':null,'a=b':'x'}}"))
                .isEqualTo(new ProxyMessage.Ready(
                        OptionalLong.of(9),
                        new ProxyStatus.Ready(
                                2,
                                "CPython 3.11.2",
                                List.of("app"),
                                Optional.of(Duration.ofNanos(412_500_000)),
                                OptionalLong.of(193L << 19),
                                Set.of(ProxyStatus.Ability.REFORK, ProxyStatus.Ability.INPUT),
                                Environment.EMPTY.with("MODE", "a").withRemoved("GONE"))));
    }

    @Test
    void reforkedTellsFromWhat() {
        assertThat(decode("{'status':'reforked','name':'web-1','pid':77,'memory_mb':120}"))
                .isEqualTo(new ProxyMessage.Reforked(
                        Optional.of("web-1"), OptionalLong.of(77), OptionalLong.of(120L << 20)));
        assertThat(decode("{'status':'reforked'}"))
                .isEqualTo(new ProxyMessage.Reforked(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(decode("{'status':'reforked','name':null,'memory_mb':-3}"))
                .isEqualTo(new ProxyMessage.Reforked(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(reason("{'status':'reforked','name':'web-1','pid':1}")).startsWith("The pid 1 cannot be");
        assertThat(reason("{'status':'reforked','name':[]}")).startsWith("The name is not a text");
    }

    @Test
    void refusedTellsWhichCommandAndWhy() {
        assertThat(decode("{'status':'refused','command':'refork','name':'web-1','reason':'it has threads'}"))
                .isEqualTo(new ProxyMessage.Refused("refork", "it has threads"));
        assertThat(decode("{'status':'refused','command':'refork','reason':7e9}"))
                .isEqualTo(new ProxyMessage.Refused("refork", "7.0E9"));
        assertThat(reason("{'status':'refused'}")).startsWith("The command is missing");
    }

    @Test
    void staleTellsTheFirstFilesThatChanged() {
        assertThat(decode("{'status':'stale','count':2,'files':['/app/shop.py','/app/cart.py']}"))
                .isEqualTo(new ProxyMessage.Stale(
                        Optional.of(new StaleFiles(2, List.of("/app/shop.py", "/app/cart.py")))));
        assertThat(decode("{'status':'stale','count':0,'files':[]}"))
                .isEqualTo(new ProxyMessage.Stale(Optional.empty()));
        assertThat(decode("{'status':'stale','count':3,'files':[1,null,{},'x\\u0000']}"))
                .isEqualTo(new ProxyMessage.Stale(Optional.of(new StaleFiles(3, List.of("x\\x00")))));
        String many = "'f',".repeat(50) + "'" + "x".repeat(5000) + "'";
        StaleFiles files = ((ProxyMessage.Stale) decode("{'status':'stale','count':51,'files':[" + many + "]}"))
                .stale()
                .orElseThrow();
        assertThat(files.files()).hasSize(10);
        assertThat(reason("{'status':'stale'}")).startsWith("The count is missing");
        assertThat(reason("{'status':'stale','count':-1}")).startsWith("The count -1 cannot be one of files");
        assertThat(reason("{'status':'stale','count':99999999999}")).startsWith("The count 99999999999 cannot be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'ready'}",
                "{'status':'ready','preloaded':7,'preload_ms':-1,'runtime':null}",
                "{'status':'ready','preloaded':{},'preload_ms':1e300,'protocol':'x','memory_mb':1e300,'refork':[]}"
            })
    void readyIsReadyWhateverItTellsBesides(String line) {
        ProxyMessage message = decode(line);
        assertThat(message).isInstanceOf(ProxyMessage.Ready.class);
        assertThat(((ProxyMessage.Ready) message).ready().preloadTime()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "oops | This status line is not JSON: oops",
                "{'status' | This status line is not JSON: {\"status\"",
                "{} {} | This status line is not JSON: {} {}",
                "[1] | This status line is not a JSON object: [1]",
                "null | This status line is not a JSON object: null",
                "{} | The status is missing: {}",
                "{'status':{}} | The status is not a text: {\"status\":{}}",
                "{'status':'paused'} | The status \"paused\" is not known: {\"status\":\"paused\"}",
                "{'status':'started','pid':9} | The name is missing: {\"status\":\"started\",\"pid\":9}",
                "{'status':'failed','name':''} | The name is empty: {\"status\":\"failed\",\"name\":\"\"}",
                "{'status':'started','name':'w'} | The pid is missing: {\"status\":\"started\",\"name\":\"w\"}",
            })
    void garbageSaysWhatIsWrong(String line, String reason) {
        assertThat(decode(line)).isEqualTo(new ProxyMessage.Garbage(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "null, The pid is missing",
        "-5, The pid -5 cannot be a service's",
        "0, The pid 0 cannot be a service's",
        "1, The pid 1 cannot be a service's",
        "2147483648, The pid 2147483648 cannot be a service's",
        "'\"-5\"', The pid -5 cannot be a service's",
        "99999999999999999999999, The pid is not a whole number",
        "4711.5, The pid is not a whole number",
        "1e3, The pid is not a whole number",
        "true, The pid is not a whole number",
        "[], The pid is not a whole number",
        "'\"four\"', The pid is not a whole number",
        "'\"\"', The pid is not a whole number"
    })
    void aPidThatCannotBeIsGarbage(String pid, String reason) {
        assertThat(reason("{'status':'started','name':'w','pid':" + pid + "}")).startsWith(reason + ": {");
    }

    @Test
    void theHighestPidIsFine() {
        assertThat(decode("{'status':'started','name':'w','pid':2147483647}"))
                .isEqualTo(new ProxyMessage.Started("w", Integer.MAX_VALUE, false));
    }

    @ParameterizedTest
    @CsvSource({
        "null, The exit_status is missing",
        "-1, The exit_status -1 is not a wait status",
        "65536, The exit_status 65536 is not a wait status",
        "x, This status line is not JSON"
    })
    void aWaitStatusThatCannotBeIsGarbage(String raw, String reason) {
        assertThat(reason("{'status':'stopped','name':'w','exit_status':" + raw + "}"))
                .startsWith(reason + ": {");
    }

    @Test
    void aLineThatIsNotUtf8IsGarbage() {
        byte[] line = "{\"status\":\"started\",\"name\":\"w?\",\"pid\":9}".getBytes(StandardCharsets.UTF_8);
        line[29] = (byte) 0xff;
        assertThat(MessageDecoder.decode(line))
                .isEqualTo(new ProxyMessage.Garbage(
                        "This status line is not UTF-8: {\"status\":\"started\",\"name\":\"w\ufffd\",\"pid\":9}"));
    }

    @Test
    void longLinesAreShortenedAndControlBytesShown() {
        assertThat(reason("\0\u001b[31m\u202e" + "x".repeat(100_000)))
                .startsWith("This status line is not JSON: \\x00\\x1b[31m\\u202exxx")
                .endsWith("x… (100009 bytes)")
                .hasSizeLessThan(300);
        assertThat(reason("x".repeat(MessageDecoder.MAX_LENGTH + 1))).startsWith("This status line is too long: xxx");
    }

    @Test
    void deepNestingIsGarbage() {
        assertThat(reason("[".repeat(500_000))).startsWith("This status line is not JSON");
        assertThat(reason("{'status':" + "[".repeat(900) + "]".repeat(900) + "}"))
                .startsWith("The status is not a text");
    }

    @Test
    void noBytesWhateverMakeItThrow() {
        Random random = new Random(1);
        byte[] good =
                "{\"status\":\"stopped\",\"name\":\"w\",\"pid\":9,\"exit_status\":0}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] line = Arrays.copyOf(good, random.nextInt(good.length + 10));
            for (int hits = random.nextInt(4); hits > 0 && line.length > 0; hits--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            assertThat(MessageDecoder.decode(line)).isNotNull();
        }
    }

    private static String reason(String line) {
        ProxyMessage message = decode(line);
        assertThat(message).isInstanceOf(ProxyMessage.Garbage.class);
        return ((ProxyMessage.Garbage) message).reason();
    }

    private static ProxyMessage decode(String line) {
        return MessageDecoder.decode(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
