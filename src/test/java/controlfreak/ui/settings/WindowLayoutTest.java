package controlfreak.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.settings.WindowLayout.ColumnLayout;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WindowLayoutTest {
    @Test
    void comes_back_from_settings_as_it_was() {
        WindowLayout layout = new WindowLayout(
                OptionalDouble.of(12),
                OptionalDouble.of(34),
                1000,
                700,
                true,
                0.5,
                "history",
                "proxy:shop",
                true,
                List.of(new ColumnLayout("state", 240.5, true), new ColumnLayout("name", 180, false)),
                List.of("-state", "+name"));

        assertThat(WindowLayout.of(layout.toMap())).isEqualTo(layout);
    }

    @Test
    void is_the_first_one_where_nothing_was_kept() {
        assertThat(WindowLayout.of(Map.of())).isEqualTo(WindowLayout.FIRST);
        assertThat(WindowLayout.of(WindowLayout.FIRST.toMap())).isEqualTo(WindowLayout.FIRST);
    }

    @Test
    void survives_what_cannot_be_read() {
        WindowLayout layout = WindowLayout.of(Map.of(
                "window.x",
                "left",
                "window.width",
                "NaN",
                "window.height",
                "3",
                "table.columns",
                "name,pid:wide:true,state:200:true",
                "window.divider",
                "7"));

        assertThat(layout.x()).isEmpty();
        assertThat(layout.width()).isEqualTo(WindowLayout.FIRST.width());
        assertThat(layout.height()).isEqualTo(WindowLayout.MIN_HEIGHT);
        assertThat(layout.divider()).isEqualTo(0.95);
        assertThat(layout.columns()).containsExactly(new ColumnLayout("state", 200, true));
    }
}
