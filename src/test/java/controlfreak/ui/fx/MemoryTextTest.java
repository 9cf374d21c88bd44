package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryTextTest {
    private static final long KB = 1024;
    private static final long MB = KB * 1024;
    private static final long GB = MB * 1024;

    @Test
    void saysAsManyDigitsAsMeanSomething() {
        assertThat(MemoryText.of(0)).isEqualTo("0 MB");
        assertThat(MemoryText.of(1)).isEqualTo("1 KB");
        assertThat(MemoryText.of(640 * KB)).isEqualTo("640 KB");
        assertThat(MemoryText.of(MB)).isEqualTo("1.0 MB");
        assertThat(MemoryText.of(9 * MB + 400 * KB)).isEqualTo("9.4 MB");
        assertThat(MemoryText.of(10 * MB - KB)).isEqualTo("10 MB");
        assertThat(MemoryText.of(214 * MB + 300 * KB)).isEqualTo("214 MB");
        assertThat(MemoryText.of(1000 * MB)).isEqualTo("1.0 GB");
        assertThat(MemoryText.of(1126 * MB)).isEqualTo("1.1 GB");
        assertThat(MemoryText.of(24 * GB)).isEqualTo("24 GB");
    }
}
