package controlfreak.process.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import controlfreak.model.ExitStatus;
import controlfreak.model.Streams;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import controlfreak.process.Account;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.Prelude;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.IoThread;
import controlfreak.process.privilege.SystemPrivileges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a child does before its program, in the program's own process. */
@EnabledOnOs(OS.LINUX)
class PreludeTest {
    private static final Prelude UMASK = prelude(RunAs.PANEL.withUmask(Optional.of(027)));

    @TempDir
    Path folder;

    private final IoThread io = new IoThread();
    private final Launcher launcher = Launchers.of(io);
    private int descriptors;

    @BeforeEach
    void countDescriptors() throws Exception {
        io.awaitOpen();
        descriptors = Descriptors.count();
    }

    @AfterEach
    void nothingLeaks() {
        Descriptors.awaitCount(descriptors);
        io.close();
    }

    private static Prelude prelude(RunAs wish) {
        try {
            return new SystemPrivileges().prelude(wish);
        } catch (LaunchException e) {
            throw new AssertionError(e);
        }
    }

    private static RunAs user(String name) {
        assumeThat(System.getProperty("user.name"))
                .as("only root may change the user")
                .isEqualTo("root");
        return RunAs.PANEL.withUser(Optional.of(name));
    }

    private String output(LaunchRequest request) throws LaunchException {
        Recorder recorder = new Recorder();
        launcher.launch(request, recorder);
        assertThat(recorder.awaitExit().status()).isEqualTo(ExitStatus.exited(0));
        assertThat(recorder.text(ChildStream.STDERR)).isEmpty();
        return recorder.text(ChildStream.STDOUT);
    }

    private String shell(Prelude first, String script) throws LaunchException {
        return output(Requests.shell(script).after(first));
    }

    private void assertRefused(LaunchRequest request, String reason) {
        Recorder recorder = new Recorder();
        assertThatThrownBy(() -> launcher.launch(request, recorder))
                .isInstanceOf(LaunchException.class)
                .hasMessage(reason);
        assertThat(recorder.text(ChildStream.STDERR)).isEmpty();
    }

    @Test
    void theUmaskIsSet() throws Exception {
        assertThat(shell(UMASK, "umask")).isEqualTo("0027\n");
    }

    @Test
    void limitsAreSet() throws Exception {
        Prelude limits = prelude(RunAs.PANEL.withLimits(Map.of(
                Limit.NOFILE, LimitRange.of(123),
                Limit.CORE, new LimitRange(0, OptionalLong.of(0)),
                Limit.AS, LimitRange.of(4L << 30))));
        assertThat(shell(limits, "ulimit -S -n; ulimit -S -c; ulimit -H -c; ulimit -S -v"))
                .isEqualTo("123\n0\n0\n4194304\n");
        assertThat(shell(limits, "ulimit -H -n")).isEqualTo(shell(Prelude.NONE, "ulimit -H -n"));
    }

    @Test
    void nicenessAndScoreAreSet() throws Exception {
        Prelude first = prelude(RunAs.PANEL.withNice(Optional.of(19)).withOomScoreAdj(Optional.of(1000)));
        assertThat(shell(first, "nice; cat /proc/self/oom_score_adj")).isEqualTo("19\n1000\n");
    }

    @Test
    void aVariableHoldsThePidThatIsTheProgramsOwn() throws Exception {
        Recorder recorder = new Recorder();
        Prelude first = prelude(RunAs.PANEL.withUmask(Optional.of(0)).withNice(Optional.of(19)))
                .withPidIn(List.of("LISTEN_PID"));
        ChildProcess child =
                launcher.launch(Requests.shell("echo $$ $LISTEN_PID").after(first), recorder);
        recorder.awaitExit();
        long pid = child.identity().pid();
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo(pid + " " + pid + "\n");
    }

    @Test
    void argumentsAndVariablesComeAsTheyAre() throws Exception {
        Map<String, String> odd = new HashMap<>(Requests.ENVIRONMENT);
        odd.put("npm.config-x", "a\nb '$HOME' \"`id`\"");
        String words = output(Requests.command("printf", "<%s>", "$HOME", "a b", "", "*", "'\n")
                .after(UMASK));
        assertThat(words).isEqualTo("<$HOME><a b><><*><'\n>");
        String ordinary = output(Requests.with(odd, "env").after(UMASK));
        assertThat(ordinary).contains("npm.config-x=a\nb '$HOME' \"`id`\"\n");
    }

    @Test
    void noVariableIsAdded() throws Exception {
        assertThat(output(Requests.command("env").after(UMASK)).lines())
                .containsExactlyInAnyOrderElementsOf(Requests.ENVIRONMENT.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    @Test
    void noDescriptorIsAdded() throws Exception {
        String list = "for i in 3 4 5 6 7 8 9 10 11 12; do readlink /proc/$$/fd/$i; done; true";
        assertThat(shell(UMASK, list).lines())
                .as("the other ends of its pipes")
                .hasSize(2)
                .allMatch(name -> name.startsWith("pipe:"));
    }

    @Test
    void standardStreamsAreTheProgramsOwn() throws Exception {
        Recorder recorder = new Recorder();
        launcher.launch(Requests.shell("echo out; echo err >&2; exit 3").after(UMASK), recorder);
        assertThat(recorder.awaitExit().status()).isEqualTo(ExitStatus.exited(3));
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo("out\n");
        assertThat(recorder.text(ChildStream.STDERR)).isEqualTo("err\n");
        LaunchRequest silent = new LaunchRequest(
                        List.of("sh", "-c", "echo x >&2; readlink /proc/self/fd/2"),
                        Requests.ENVIRONMENT,
                        folder,
                        Streams.DEFAULT.withKeepStderr(false),
                        false)
                .after(UMASK);
        assertThat(output(silent)).isEqualTo("/dev/null\n");
    }

    @Test
    void itRunsAsAnotherUserWithThatOnesGroups() throws Exception {
        Prelude first = prelude(user("nobody").withUmask(Optional.of(077)).withNice(Optional.of(19)));
        assertThat(shell(first, "id -un; id -gn; id -G; umask; nice")).isEqualTo("nobody\nnogroup\n65534\n0077\n19\n");
        Prelude other = prelude(user("nobody").withGroup(Optional.of("daemon")));
        assertThat(shell(other, "id -un; id -gn")).isEqualTo("nobody\ndaemon\n");
    }

    @Test
    void itsStreamsAreThatUsersSoThatTheyCanBeOpenedByName() throws Exception {
        assertThat(shell(prelude(user("nobody")), "echo one >/dev/stdout; echo two >/proc/self/fd/1"))
                .isEqualTo("one\ntwo\n");
    }

    @Test
    void aProgramThatIsNotThereIsStillNamed() {
        assertRefused(
                Requests.command("no-such-server").after(UMASK), "No program named no-such-server is in the PATH.");
    }

    @Test
    void aScriptWithAnInterpreterThatIsNotThere() throws Exception {
        file("worker.py", "#!/no/such/python\n", "rwxr-xr-x");
        assertRefused(
                Requests.in(folder, "./worker.py").after(UMASK),
                "The interpreter of ./worker.py is not there: /no/such/python.");
    }

    @Test
    void aProgramThatTheUserMayNotRun() throws Exception {
        file("worker", "#!/bin/sh\n", "rwx------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused(
                Requests.in(folder, "./worker").after(prelude(user("nobody"))),
                "./worker may not be run by nobody: it, its interpreter, or a folder on the way to them is not for others.");
    }

    @Test
    void aFolderThatTheUserMayNotEnter() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertRefused(
                Requests.in(folder, "true").after(prelude(user("nobody"))),
                "The folder " + folder + " may not be entered by nobody.");
    }

    @Test
    void whatTheSystemRefusesIsTold() {
        LimitRange all = new LimitRange(LimitRange.UNLIMITED, OptionalLong.of(LimitRange.UNLIMITED));
        Prelude beyond = new Prelude(
                Optional.empty(),
                OptionalInt.empty(),
                Map.of(Limit.NOFILE, all),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of());
        assertRefused(
                Requests.shell("echo never").after(beyond),
                "The limits could not be set (nofile): failed to set the NOFILE resource limit: Operation not permitted.");
        Prelude score = new Prelude(
                Optional.empty(), OptionalInt.empty(), Map.of(), OptionalInt.empty(), OptionalInt.of(5000), List.of());
        assertThatThrownBy(() -> launcher.launch(Requests.shell("echo never").after(score), new Recorder()))
                .hasMessageStartingWith("The out-of-memory score could not be set: ");
    }

    @Test
    void aUserWhomTheSystemDoesNotLetItBecome() {
        user("nobody");
        assertThatThrownBy(() -> launcher.launch(
                        Requests.shell("id -u")
                                .after(new Prelude(
                                        Optional.of(new Account(
                                                "ghost", 65534, 65534, List.of(4_294_967_295L), "/", "/bin/sh")),
                                        OptionalInt.empty(),
                                        Map.of(),
                                        OptionalInt.empty(),
                                        OptionalInt.empty(),
                                        List.of())),
                        new Recorder()))
                .hasMessageStartingWith("It could not run as ghost: ");
    }

    private void file(String name, String text, String permissions) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, text.getBytes(UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
