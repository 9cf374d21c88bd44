package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RightsWordsTest {
    @Test
    void whatDiffersFromThePanelIsSaid() {
        assertThat(RightsWords.of(RunAs.PANEL)).isEmpty();
        RunAs as = RunAs.PANEL
                .withUser(Optional.of("redis"))
                .withUmask(Optional.of(027))
                .withLimits(Map.of(
                        Limit.NOFILE,
                        LimitRange.of(65536),
                        Limit.AS,
                        new LimitRange(1L << 30, OptionalLong.of(LimitRange.UNLIMITED))))
                .withNice(Optional.of(5));
        assertThat(RightsWords.of(as)).isEqualTo("user redis, umask 0027, as 1G:unlimited, nofile 65536, nice 5");
    }
}
