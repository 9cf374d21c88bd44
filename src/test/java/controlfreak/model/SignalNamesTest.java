package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignalNamesTest {
    @ParameterizedTest
    @CsvSource({
        "4, SIGILL, SIGILL",
        "5, SIGTRAP, SIGTRAP",
        "7, SIGBUS, SIGEMT",
        "8, SIGFPE, SIGFPE",
        "10, SIGUSR1, SIGBUS",
        "12, SIGUSR2, SIGSYS",
        "16, SIGSTKFLT, SIGURG",
        "17, SIGCHLD, SIGSTOP",
        "19, SIGSTOP, SIGCONT",
        "24, SIGXCPU, SIGXCPU",
        "29, SIGIO, SIGINFO",
        "30, SIGPWR, SIGUSR1",
        "31, SIGSYS, SIGUSR2",
        "32, signal 32, signal 32",
        "33, signal 33, signal 33",
        "34, SIGRTMIN, signal 34",
        "35, SIGRTMIN+1, signal 35",
        "64, SIGRTMIN+30, signal 64",
        "65, signal 65, signal 65",
        "0, signal 0, signal 0"
    })
    void areThoseOfThePlatform(int number, String onLinux, String onMac) {
        assertThat(SignalNames.LINUX.of(number)).isEqualTo(onLinux);
        assertThat(SignalNames.MAC.of(number)).isEqualTo(onMac);
    }

    @ParameterizedTest
    @EnumSource
    void leaveNoOrdinarySignalWithoutOneAndGiveNoneTwice(SignalNames platform) {
        List<String> names = IntStream.rangeClosed(1, 31).mapToObj(platform::of).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("SIG[A-Z]+\\d?"));
        for (Signal signal : Signal.values()) {
            assertThat(platform.of(platform.number(signal))).isEqualTo("SIG" + signal.name());
        }
    }
}
