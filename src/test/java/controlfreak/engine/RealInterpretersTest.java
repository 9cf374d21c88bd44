package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which interpreter real proxies run by, and which commands it runs itself. */
class RealInterpretersTest {
    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private void program(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
        Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Service started(String options, String language, String command) throws Exception {
        Proxy proxy = engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy." + language + options))
                        .withEnv(Environment.EMPTY.with("PATH", folder + ":/usr/bin:/bin"))
                        .withServices(List.of(ServiceSpec.of("worker", new Command.Text(command))))));
        Service worker = proxy.services().get(0);
        worker.start();
        awaitState(worker, ServiceState.RUNNING);
        return worker;
    }

    @ParameterizedTest
    @CsvSource({"py, python3", "pl, perl", "rb, ruby"})
    void the_interpreter_can_be_chosen(String language, String interpreter) throws Exception {
        program("own", "#!/bin/sh\nCHOSEN=yes exec /usr/bin/" + interpreter + " \"$@\"\n");
        Files.writeString(
                folder.resolve("worker." + language),
                switch (language) {
                    case "py" ->
                        "import os, time\nprint('chosen', os.environ.get('CHOSEN'), flush=True)\ntime.sleep(99)\n";
                    case "pl" -> "print \"chosen $ENV{CHOSEN}\\n\"; sleep 99;\n";
                    default -> "puts \"chosen #{ENV['CHOSEN']}\"; sleep 99\n";
                });
        Service worker = started(" --interpreter ./own", language, "worker." + language);
        awaitLine(worker.log(), "chosen yes");
    }

    /** A script is the proxy's own where its first line names the very interpreter, and nothing that changes it. */
    @ParameterizedTest
    @CsvSource({
        "py, /usr/bin/python3, true",
        "py, /usr/bin/env python3, true",
        "py, /usr/bin/env -S python3 -u, true",
        "py, /usr/bin/python3 -I, false",
        "pl, /usr/bin/perl, true",
        "pl, /usr/bin/perl -w, true",
        "pl, /usr/bin/perl -T, false",
        "rb, /usr/bin/env ruby, true",
        "rb, /usr/bin/ruby -w, false"
    })
    void a_script_on_the_path_runs_inside(String language, String line, boolean inside) throws Exception {
        program(
                "tool",
                "#!" + line + "\n"
                        + switch (language) {
                            case "py" -> "import time\ntime.sleep(99)\n";
                            case "pl" -> "sleep 99;\n";
                            default -> "sleep 99\n";
                        });
        Service worker = started("", language, "tool --now");
        assertThat(worker.status().ownProgram()).isEqualTo(!inside);
    }

    /** The python of another virtual environment is a link to the same file, and has other packages. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_script_of_another_environment_is_a_program_of_its_own(boolean chosen) throws Exception {
        Files.createDirectories(folder.resolve("venv/bin"));
        Files.createSymbolicLink(folder.resolve("venv/bin/python"), Path.of("/usr/bin/python3"));
        Files.writeString(folder.resolve("venv/pyvenv.cfg"), "home = /usr/bin\n");
        program(
                "tool",
                "#!/bin/sh\n'''exec' " + folder
                        + "/venv/bin/python \"$0\" \"$@\"\n' '''\nimport time\ntime.sleep(99)\n");
        Service worker = started(chosen ? " --interpreter venv/bin/python" : "", "py", "tool");
        assertThat(worker.status().ownProgram()).isEqualTo(!chosen);
    }
}
