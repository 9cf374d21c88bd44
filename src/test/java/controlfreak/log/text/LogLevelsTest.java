package controlfreak.log.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/11/28 22:04:29 [error] 123#123: *1 open() \"/srv/x\" failed (2: No such file or directory)",
                "nginx: [emerg] bind() to 127.0.0.1:80 failed (13: Permission denied)",
                "[Sat Nov 28 22:04:29.123456 2026] [core:error] [pid 12] AH00126: Invalid URI",
                "[2026-11-28 22:04:29 +0000] [123] [ERROR] Connection in use: ('127.0.0.1', 8000)",
                "[2026-11-28 22:04:29,123: ERROR/MainProcess] consumer: Cannot connect to redis://localhost:6379//",
                "[2026-11-28 22:04:29,123: CRITICAL/MainProcess] Unrecoverable error",
                "2026-11-28 22:04:29.123 UTC [123] ERROR:  relation \"carts\" does not exist at character 15",
                "2026-11-28 22:04:29.123 CET [123] shop@shop FATAL:  role \"shop\" does not exist",
                "2026-11-28 22:04:29.123 CET [123] FEHLER:  Relation »carts« existiert nicht",
                "psql: error: connection to server failed",
                "SEVERE: Servlet.service() for servlet [x] threw exception",
                "SCHWERWIEGEND: Fehler beim Start",
                "12:00:01.123 [main] ERROR c.s.Foo - no connection",
                "2026-11-28 22:04:29,123 ERROR [org.jboss.as] (Controller Boot Thread) WFLYCTL0013",
                "2026-11-28T22:04:29.123Z ERROR 1234 --- [           main] o.s.boot.SpringApplication : failed",
                "E, [2026-11-28T22:04:29.123456 #123] ERROR -- : no such cart",
                "F, [2026-11-28T22:04:29.123456 #123] FATAL -- : ActionView::Template::Error",
                "2026-11-28 22:04:29,123 CRIT Supervisor is running as root.",
                "2026-11-28 22:04:29,123 ERRO pool web",
                "E1128 22:04:29.123456     123 reflector.go:12] Failed to watch",
                "<3>disk is full",
                "<11>app: disk is full",
                "Nov 28 22:04:29 debian shop[123]: error: disk is full",
                "1234:M 28 Nov 2026 22:04:29.123 # Fatal error, can't open config file",
                "1234:M 28 Nov 2026 22:04:29.123 # Failed listening on port 6379 (TCP), aborting.",
                "! Unable to load application: ArgumentError: no",
                "time=\"2026-11-28T22:04:29Z\" level=error msg=\"no route\"",
                "ts=2026-11-28T22:04:29Z lvl=eror msg=x",
                "{\"level\":\"error\",\"ts\":1795903469.1,\"msg\":\"no route\"}",
                "{\"time\": \"x\", \"severity\" : \"CRITICAL\", \"message\": \"INFO\"}",
                "{\"level\":50,\"time\":1795903469123,\"msg\":\"no route\"}",
                "{\"@t\":\"2026\",\"@l\":\"Error\"}",
                "{\"@timestamp\":\"2026\",\"log.level\":\"ERROR\"}",
                "{\"t\":{\"$date\":\"2026\"},\"s\":\"E\",  \"c\":\"STORAGE\"}",
                "Traceback (most recent call last):",
                "[2026-11-28 22:04:29] Exception in worker: Traceback (most recent call last):",
                "KeyError: 'SHOP_DB'",
                "redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379",
                "AssertionError",
                "Exception in thread \"main\" java.lang.IllegalStateException: no shop",
                "Caused by: java.net.ConnectException: Connection refused",
                "java.lang.OutOfMemoryError: Java heap space",
                "panic: runtime error: index out of range",
                "fatal error: all goroutines are asleep - deadlock!",
                "thread 'main' panicked at src/main.rs:2:5:",
                "error[E0308]: mismatched types",
                "Error: listen EADDRINUSE: address already in use 127.0.0.1:3000",
                "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'x'",
                "TypeError [ERR_INVALID_ARG_TYPE]: The \"path\" argument must be a string",
                "worker.rb:12:in 'Worker#run': no such key (KeyError)",
                "app.rb:3:in `bind': Address already in use - bind(2) for 127.0.0.1:9292 (Errno::EADDRINUSE)",
                "PHP Fatal error:  Uncaught Exception: x in /srv/x.php:3",
                "[28-Nov-2026 22:04:29] ERROR: unable to bind listening socket",
                "2026-11-28T22:04:29.123456Z 0 [ERROR] [MY-000068] [Server] unknown option",
                "npm ERR! code ELIFECYCLE",
                "npm error code ENOENT",
                "make: *** [Makefile:2: all] Error 1",
                "main.c:3:5: error: expected ';' before 'return'",
                "fail: Microsoft.AspNetCore.Server.Kestrel[13]",
                "[22:04:29 ERR] no connection",
                "2026-11-28T22:04:29Z ERR no connection error=\"x\"",
                "2026-11-28 22:04:29.123 | ERROR    | __main__:<module>:1 - no",
                "2026-11-28 22:04:29,123 - shop.cart - ERROR - no",
                "ERROR:root:no",
                "ERROR:    Exception in ASGI application",
                "[E 2026-11-28 22:04:29.123 ServerApp] Uncaught exception",
                "22:04:29.123 [error] GenServer terminating",
                "** (ArgumentError) argument error",
                "git: fatal: not a git repository",
                "fatal: not a git repository",
            })
    void sees_errors(String line) {
        assertThat(LogLevels.of(line)).isEqualTo(LogLevel.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/11/28 22:04:29 [warn] 123#123: conflicting server name",
                "2026-11-28 22:04:29.123 UTC [123] WARNING:  there is no transaction in progress",
                "1234:M 28 Nov 2026 22:04:29.123 # WARNING Memory overcommit must be enabled!",
                "1234:C 28 Nov 2026 22:04:29.123 # Warning: no config file specified",
                "W, [2026-11-28T22:04:29.123456 #123]  WARN -- : slow",
                "(node:123) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable",
                "(node:123) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.",
                "/srv/app.py:12: DeprecationWarning: there is no current event loop",
                "npm WARN deprecated x",
                "2026-11-28 22:04:29,123 WARN No file matches via include",
                "*** WARNING: you are running uWSGI as root !!! ***",
                "[WARNING] 331/220429 (123) : config : missing timeouts",
                "WARNING: This is a development server. Do not use it in a production deployment.",
                "main.c:3:5: warning: unused variable 'x'",
                "level=warn msg=error",
                "<4>hot",
                "{\"level\":40,\"msg\":\"error\"}",
            })
    void sees_warnings(String line) {
        assertThat(LogLevels.of(line)).isEqualTo(LogLevel.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 errors, 0 warnings",
                "compiled with 0 errors",
                "Found 0 errors. Watching for file changes.",
                "no error",
                "No error: all is well",
                "0 ERROR",
                "error: 0",
                "errors=0 warnings=0",
                "error: none",
                "error_log=/var/log/nginx/error.log",
                "error_log /var/log/nginx/error.log;",
                "--error-log is /srv/error.log",
                "GET /error HTTP/1.1",
                "127.0.0.1 - - [28/Nov/2026 22:04:29] \"GET /ERROR HTTP/1.1\" 200 -",
                "the last error: none of your business",
                "what was told of it had ERROR in it",
                "[2026-11-28 22:04:29 +0000] [123] [INFO] Handling signal: term, ERROR: no",
                "INFO:     Uvicorn running on http://127.0.0.1:8000 level=error",
                "2026-11-28 22:04:29.123 UTC [123] LOG:  starting PostgreSQL with fatal: no",
                "1234:M 28 Nov 2026 22:04:29.123 * Server initialized with ERROR",
                "1234:M 28 Nov 2026 22:04:29.123 # Server initialized",
                "I, [2026-11-28T22:04:29.123456 #123]  INFO -- : ERROR",
                "{\"level\":\"info\",\"msg\":\"ERROR: x\"}",
                "{\"msg\":\"\\\"level\\\":\\\"error\\\"\"}",
                "{\"level\":30,\"msg\":\"ERROR\"}",
                "time=x level=info msg=\"level=error\"",
                "level=errorless",
                "<6>error: x",
                "errorlevel is 3",
                "ErrorHandler: installed",
                "Starting ErrorReporter",
                "panicked",
                "Listening on http://127.0.0.1:3000",
                "fine: all of it",
                "ALERT RULES LOADED",
                "log_level=error",
                "[error_handler] installed",
            })
    void sees_none_where_a_word_only_looks_like_it(String line) {
        assertThat(LogLevels.of(line)).isIn(LogLevel.NONE, LogLevel.INFO);
    }

    @Test
    void takes_no_more_of_a_line_than_its_beginning() {
        assertThat(LogLevels.of(" ".repeat(2_100) + "ERROR")).isEqualTo(LogLevel.NONE);
        for (String piece : List.of("ERROR_", "[", "\"level\":", "(", "Error:", ": ", "thread '", "a:in (")) {
            byte[] line = piece.repeat(1_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
            String beginning = LogLevels.beginning(line);
            assertThat(beginning.length()).isLessThanOrEqualTo(2_000);
            assertThat(LogLevels.of(new String(line, StandardCharsets.UTF_8))).isEqualTo(LogLevels.of(beginning));
        }
    }

    @Test
    void reads_what_is_shown_of_a_line() {
        assertThat(LogLevels.of(LogLevels.beginning(bytes("\u001b[31;1mERROR\u001b[0m no"))))
                .isEqualTo(LogLevel.ERROR);
        assertThat(LogLevels.of(LogLevels.beginning(bytes("ERROR\rfine")))).isEqualTo(LogLevel.NONE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void gives_what_is_indented_below_a_line_its_level() {
        assertLevels(
                List.of(
                        "java.lang.IllegalStateException: no shop",
                        "\tat shop.Cart.load(Cart.java:12)",
                        "Caused by: java.io.IOException: no disk",
                        "\tat shop.Disk.read(Disk.java:3)",
                        "\t... 12 more",
                        "ready",
                        "  and on"),
                "EEEEE..");
        assertLevels(
                List.of(
                        "Traceback (most recent call last):",
                        "  File \"worker.py\", line 12, in <module>",
                        "    run()",
                        "subprocess.TimeoutExpired: Command 'x' timed out",
                        "next: one"),
                "EEEE.");
        assertLevels(List.of("x.py:3: UserWarning: old", "  run()", "on"), "WW.");
        assertLevels(List.of("INFO starting", "  with ERRORs", "ERROR: no", "no more"), "..E.");
        assertLevels(List.of("Traceback (most recent call last):", "at once", ""), "E..");
    }

    private static void assertLevels(List<String> lines, String levels) {
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            AtomicInteger before = new AtomicInteger(i);
            LogLevel level = LevelsInOrder.of(
                    lines.get(i),
                    () -> before.decrementAndGet() < 0 ? Optional.empty() : Optional.of(lines.get(before.get())));
            found.append(level == LogLevel.ERROR ? 'E' : level == LogLevel.WARNING ? 'W' : '.');
        }
        assertThat(found).hasToString(levels);
    }
}
