package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest
    @CsvSource({
        "0, exit 0, 0, 0, true",
        "256, exit 1, 1, 0, false",
        "65280, exit 255, 255, 0, false",
        "15, killed by SIGTERM, 0, 15, false",
        "9, killed by SIGKILL, 0, 9, false",
        "139, 'killed by SIGSEGV, core dumped', 0, 11, false",
        "8, killed by SIGFPE, 0, 8, false",
        "24, killed by SIGXCPU, 0, 24, false",
        "32, killed by signal 32, 0, 32, false",
        "128, exit 0, 0, 0, true"
    })
    void rawStatusesAreToldInWords(int raw, String text, int code, int signal, boolean isNormal) {
        ExitStatus status = new ExitStatus(raw);
        assertThat(status.text()).isEqualTo(text);
        assertThat(status.code()).isEqualTo(code);
        assertThat(status.signal()).isEqualTo(signal);
        assertThat(status.isNormal()).isEqualTo(isNormal);
    }

    @Test
    void statusesAreMadeOfCodesAndSignals() {
        assertThat(ExitStatus.exited(0)).isEqualTo(new ExitStatus(0));
        assertThat(ExitStatus.exited(143)).isEqualTo(new ExitStatus(143 << 8));
        assertThat(ExitStatus.exited(143).text()).isEqualTo("exit 143");
        assertThat(ExitStatus.killedBy(Signal.TERM)).isEqualTo(new ExitStatus(15));
        assertThat(ExitStatus.killedBy(Signal.SEGV).coreDumped()).isFalse();
        assertThat(ExitStatus.exited(143).brief()).isEqualTo("exit 143");
        assertThat(ExitStatus.killedBy(Signal.TERM).brief()).isEqualTo("SIGTERM");
    }
}
