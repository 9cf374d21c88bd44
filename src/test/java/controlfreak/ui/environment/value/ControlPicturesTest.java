package controlfreak.ui.environment.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlPicturesTest {
    @Test
    void everyControlCharacterComesBack() {
        StringBuilder all = new StringBuilder("\u007f");
        for (char c = 0; c < ' '; c++) {
            all.append(c);
        }
        String shown = ControlPictures.shown(all.toString());
        assertThat(shown).startsWith("␡").contains("␍", "\n", "\t").doesNotContain("\r", "\u001b");
        assertThat(ControlPictures.meant(shown)).isEqualTo(all.toString());
    }

    @Test
    void saysWherePicturesWouldBeMistaken() {
        assertThat(ControlPictures.needed("a\r\n")).isTrue();
        assertThat(ControlPictures.needed("a\n\t")).isFalse();
        assertThat(ControlPictures.possible("a\r")).isTrue();
        assertThat(ControlPictures.possible("a\r␍")).isFalse();
    }
}
