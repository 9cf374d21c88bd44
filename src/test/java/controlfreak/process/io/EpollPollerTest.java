package controlfreak.process.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpollPollerTest {
    /** As the kernel's eventpoll.h has it: packed where {@code __x86_64__} is, and i386 aligns 64 bits to 32. */
    @ParameterizedTest
    @CsvSource({
        "amd64, 4",
        "x86_64, 4",
        "i386, 4",
        "x86, 4",
        "aarch64, 8",
        "arm, 8",
        "ppc64le, 8",
        "s390x, 8",
        "riscv64, 8",
        "loongarch64, 8"
    })
    void onlyIntelsProcessorsPackAnEvent(String architecture, int dataAt) {
        assertThat(EpollPoller.dataAt(architecture)).isEqualTo(dataAt);
    }
}
