package controlfreak.ui.details;

import static controlfreak.ui.details.DetailsFixture.REDIS;
import static controlfreak.ui.details.DetailsFixture.SHOP;
import static controlfreak.ui.details.DetailsFixture.WEB;
import static controlfreak.ui.details.DetailsFixture.WEB_2;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.PortHolder;
import controlfreak.ui.main.rows.RowKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
                        "Waits: counts as running after 1.0 s",
                        "Stop: SIGTERM; is killed after 10 s",
                        "Before a run: mkdir -p run (up to 1 min)",
                        "Variables: 30 at its next start, none of its own",
                        "Log file: /state/logs/redis.log")
                .doesNotContain("Proxy:", "Cause:", "Last exit:");
    }

    @Test
    void tells_how_many_processes_a_service_has_started_itself() {
        fixture.sampled(REDIS, 1, 6379);
        fixture.show(REDIS);
        assertThat(text()).doesNotContain("Processes:");
        fixture.sampled(REDIS, 5, 6379);
        fixture.show(REDIS);
        assertThat(text()).contains("Processes: 5");
    }

    @Test
    void tells_that_another_process_has_taken_over() {
        fixture.show(REDIS);
        assertThat(text()).doesNotContain("Main process:");
        fixture.tookOver(4711, 4690);
        fixture.show(REDIS);
        assertThat(text()).contains("PID: 4711\n", "Main process: taken over from process 4690");
    }

    @Test
    void tells_why_a_worker_failed_and_what_became_of_it_lately() {
        fixture.show(WEB_2);
        assertThat(text())
                .startsWith("web-2\nfailed · exit 1 after 3 s\n")
                .contains(
                        "Cause: exit 1 after 3 s",
                        "Last exit: exit 1",
                        "Restarts: 2",
                        "Executed: inside the proxy where it is its language",
                        "Proxy: shop",
                        "Instances: 8",
                        "Lately\n  11:59:57: running → failed · exit 1")
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
                .startsWith("web ×8\n1 failing · 7 stopped\n")
                .contains("Instances: 8", "Variables: 1 of its own", "Command: shop.web:serve()");
    }

    @Test
    void sums_several_rows_up_and_counts_each_process_once() {
        fixture.show(SHOP, WEB_2, REDIS);
        assertThat(text())
                .startsWith("3 rows\n2 running · 1 failing · 7 stopped\n")
                .contains("Failing: 1", "Stopped: 7", "Restarts: 2", "Rows: shop, web-2, redis");
    }

    @Test
    void sums_up_what_has_nothing_in_common_but_a_tag() {
        fixture.rows.setByTags(true);
        fixture.show(new RowKey.OfTag("store"));
        assertThat(text()).startsWith("store ×1\n1 running\n").contains("Rows: store ×1");
    }

    @Test
    void tells_what_a_start_waits_for_and_how_a_proxy_has_aged() {
        fixture.show(REDIS);
        assertThat(text()).contains("Starts after: shop (ready)", "Ready: yes", "Tags: store");
        fixture.show(SHOP);
        assertThat(text()).contains("Generation: 3", "Changed files: app.py, web.py and 2 more");
    }

    @Test
    void names_who_holds_the_port_that_a_service_could_not_have() {
        fixture.source.lines = List.of("starting on port 8080", "OSError: [Errno 98] Address already in use");
        fixture.show(WEB_2);
        assertThat(text()).contains("Port: 8080 is in use; by whom is not known.");
        assertThat(fixture.source.asked).isEqualTo(8080);
        fixture.source.holder.complete(Optional.of(new PortHolder(99, "nginx")));
        assertThat(text()).contains("Port: 8080 is held by process 99 (nginx), which is not one of these.");
    }

    @Test
    void names_one_of_its_own_services_before_it_asks_the_system() {
        fixture.listens(REDIS, 8080);
        fixture.source.lines = List.of("Error: listen EADDRINUSE: address already in use :::8080");
        fixture.show(WEB_2);
        assertThat(text()).contains("Port: 8080 is held by redis.");
        assertThat(fixture.source.asked).isZero();
    }

    @Test
    void names_it_while_the_service_is_tried_again_and_again() {
        fixture.source.lines = List.of("bind() to 0.0.0.0:8080 failed: Address already in use");
        fixture.restarted(Duration.ofSeconds(1));
        fixture.show(WEB_2);
        assertThat(text()).startsWith("web-2\nrunning\n").contains("Port: 8080 is in use");
        fixture.restarted(Duration.ofMinutes(1));
        fixture.show(WEB_2);
        assertThat(text()).as("has got over it").doesNotContain("Port:");
    }

    @Test
    void says_so_where_a_log_names_no_port_and_nothing_where_all_is_well() {
        fixture.source.lines = List.of("bind: Address already in use");
        fixture.show(WEB_2);
        assertThat(text()).contains("Port: An address is in use, and the log does not name it.");
        fixture.show(REDIS);
        assertThat(text()).doesNotContain("Port:");
    }

    @Test
    void never_tells_a_variables_value() {
        fixture.show(REDIS);
        assertThat(text()).doesNotContain("hunter2");
        fixture.show(WEB_2);
        assertThat(text()).doesNotContain("hunter2");
    }
}
