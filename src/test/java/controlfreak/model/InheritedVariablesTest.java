package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InheritedVariablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTIFY_SOCKET",
                "LISTEN_PID",
                "LISTEN_FDS",
                "LISTEN_FDNAMES",
                "WATCHDOG_PID",
                "WATCHDOG_USEC",
                "JOURNAL_STREAM",
                "INVOCATION_ID",
                "MAINPID",
                "SYSTEMD_EXEC_PID",
                "MEMORY_PRESSURE_WATCH",
                "MEMORY_PRESSURE_WRITE",
                "TRIGGER_UNIT",
                "_CFK_COMMAND_FD",
                "CONTROL_FREAK_SERVICE",
                "CONTROL_FREAK_INSTANCE",
                "CONTROL_FREAK_PANEL_ONLY",
                "JAVA_MAIN_CLASS_4711",
                "PWD",
                "_"
            })
    void lackWhatBelongsToThePanelsProcess(String name) {
        assertThat(InheritedVariables.of(Map.of(name, "1", "HOME", "/home/op"))).isEqualTo(Map.of("HOME", "/home/op"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "XDG_RUNTIME_DIR",
                "DISPLAY",
                "JAVA_TOOL_OPTIONS",
                "MY_NOTIFY_SOCKET",
                "LISTEN_FDS_MAX",
                "CONTROLFREAK",
                "__"
            })
    void haveTheRest(String name) {
        assertThat(InheritedVariables.of(Map.of(name, "1"))).containsOnlyKeys(name);
    }

    @Test
    void lackWhatALauncherNames() {
        assertThat(InheritedVariables.of(
                        Map.of("CONTROL_FREAK_PANEL_ONLY", " DISPLAY  XAUTHORITY", "DISPLAY", ":9", "HOME", "/")))
                .containsOnlyKeys("HOME");
    }

    @Test
    void whatTheLauncherOfAnInstalledPanelHasAddedToThePathOfLibrariesIsTakenOff() {
        assertThat(InheritedVariables.of(Map.of("LD_LIBRARY_PATH", ":/usr/lib/control-freak/lib/app")))
                .isEmpty();
        assertThat(InheritedVariables.of(Map.of("LD_LIBRARY_PATH", "/opt/a:/opt/b:/home/me/my panel/lib/app")))
                .isEqualTo(Map.of("LD_LIBRARY_PATH", "/opt/a:/opt/b"));
        assertThat(InheritedVariables.of(Map.of("LD_LIBRARY_PATH", "/opt/a:/opt/lib")))
                .isEqualTo(Map.of("LD_LIBRARY_PATH", "/opt/a:/opt/lib"));
    }
}
