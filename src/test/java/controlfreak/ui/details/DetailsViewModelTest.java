package controlfreak.ui.details;

import static controlfreak.ui.details.DetailsFixture.REDIS;
import static controlfreak.ui.details.DetailsFixture.SHOP;
import static controlfreak.ui.details.DetailsFixture.WEB;
import static controlfreak.ui.details.DetailsFixture.WEB_2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetailsViewModelTest {
    private final DetailsFixture fixture = new DetailsFixture();

    private String text() {
        return fixture.page().text();
    }

    @Test
    void says_what_to_do_while_nothing_is_selected() {
        fixture.show();
        assertThat(fixture.page().sentence()).isEqualTo("Select a row to see all about it.");
        assertThat(fixture.page().sections()).isEmpty();
    }

    @Test
    void tells_all_about_a_service() {
        fixture.show(REDIS);
        assertThat(text())
                .startsWith("redis\nrunning\n")
                .contains(
                        "PID: 4690",
                        "Started: 1 Nov 2026, 10:00:00",
                        "Uptime: 2 h",
                        "Command: redis-server --port 0",
                        "Executed: without a shell",
                        "Folder: /srv/data",
                        "Restarts: after a crash, gives up after 8 tries",
                        "Waits: runs after 1.0 s; is killed 2.0 s after it was told to stop",
                        "Variables: 30 at its next start, none of its own",
                        "Log file: /state/logs/redis.log")
                .doesNotContain("Proxy:", "Cause:", "Last exit:");
    }

    @Test
    void tells_why_a_worker_failed_and_what_became_of_it_lately() {
        fixture.show(WEB_2);
        assertThat(text())
                .startsWith("web-2\nfail · exit 1 after 3 s\n")
                .contains(
                        "Cause: exit 1 after 3 s",
                        "Last exit: exit 1",
                        "Restarts: 2",
                        "Executed: inside the proxy where it is its language",
                        "Proxy: shop",
                        "Instances: 8",
                        "Lately\n  11:59:57: running → fail · exit 1")
                .doesNotContain("PID:", "Uptime:");
    }

    @Test
    void tells_what_a_proxy_loaded() {
        fixture.show(SHOP);
        assertThat(text())
                .contains(
                        "PID: 4711",
                        "Preloaded: shop.app, shop.web",
                        "Preload took: 412 ms",
                        "Runtime: CPython 3.11.2",
                        "Protocol: 2",
                        "Services: 0 of 8 running",
                        "Executed: through /bin/sh -c",
                        "Runs: with its first service, until its last one stops");
    }

    @Test
    void tells_of_a_group_what_its_processes_have_in_common() {
        fixture.show(WEB);
        assertThat(text())
                .startsWith("web ×8\n1 failed · 7 stopped\n")
                .contains("Instances: 8", "Variables: 1 of its own", "Command: shop.web:serve()");
    }

    @Test
    void sums_several_rows_up_and_counts_each_process_once() {
        fixture.show(SHOP, WEB_2, REDIS);
        assertThat(text())
                .startsWith("3 rows\n2 running · 1 failed · 7 stopped\n")
                .contains("Failed: 1", "Stopped: 7", "Restarts: 2", "Rows: shop, web-2, redis");
    }

    @Test
    void never_tells_a_variables_value() {
        fixture.show(REDIS);
        assertThat(text()).doesNotContain("hunter2");
        fixture.show(WEB_2);
        assertThat(text()).doesNotContain("hunter2");
    }
}
