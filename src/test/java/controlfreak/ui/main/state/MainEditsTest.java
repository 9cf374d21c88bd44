package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static controlfreak.ui.main.Shop.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.RowKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edits of the workspace that are asked for at its rows. */
class MainEditsTest extends MainViewModelFixture {
    @Test
    void starts_new_instances_once_the_engine_knows_them() {
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        model.scale("web", 5);
        assertThat(document.edits).containsExactly("Scale web to 5");
        assertThat(engine.asked()).as("before the engine has told of them").isEmpty();

        feed.serviceChanged(stopped(id("web", 4)));
        feed.serviceChanged(stopped(id("web", 5)));
        feed.serviceChanged(stopped(id("web", 5)));
        assertThat(engine.asked()).isEqualTo("START web-4, START web-5");
    }

    @Test
    void does_not_start_new_instances_of_a_service_that_is_stopped() {
        model.scale("web", 4);
        feed.serviceChanged(stopped(id("web", 4)));

        assertThat(engine.asked()).isEmpty();
    }

    @Test
    void removes_after_asking_and_duplicates_under_a_free_name() {
        select(process("redis", 0));
        model.duplicate();
        model.duplicate();
        assertThat(document.workspace.get().service("redis-2")).isPresent();
        assertThat(document.workspace.get().service("redis-3")).isPresent();

        model.remove();
        assertThat(document.workspace.get().service("redis")).isPresent();
        dialogs.answer = 0;
        model.remove();
        assertThat(document.workspace.get().service("redis")).isEmpty();
        assertThat(document.edits).containsExactly("Duplicate redis", "Duplicate redis", "Remove redis");
    }

    @Test
    void duplicates_a_proxy_with_services_of_its_own() {
        select(new RowKey.OfProxy("shop"));
        model.duplicate();

        assertThat(document.workspace.get().proxy("shop-2").orElseThrow().services())
                .extracting("name")
                .containsExactly("web-4", "images-2");
    }

    @Test
    void copies_of_a_proxys_services_wait_for_each_other_as_the_originals_do() {
        document.workspace.set(Shop.workspace()
                .withServiceReplaced(
                        "web",
                        Shop.service("web", "x")
                                .withDependsOn(List.of(
                                        new Dependency("images", Until.READY),
                                        new Dependency("redis", Until.RUNNING)))));
        select(new RowKey.OfProxy("shop"));
        model.duplicate();

        assertThat(document.workspace.get().service("web-2").orElseThrow().dependsOn())
                .containsExactly(new Dependency("images-2", Until.READY), new Dependency("redis", Until.RUNNING));
        assertThat(document.workspace.get().service("web").orElseThrow().dependsOn())
                .contains(new Dependency("images", Until.READY));
    }

    @Test
    void does_not_remove_one_of_several_instances() {
        select(process("web", 2));
        assertThat(model.editProblem().orElseThrow()).startsWith("web-2 is one of several instances.");
        assertThat(model.scalable().orElseThrow().name()).isEqualTo("web");
    }

    @Test
    void proposes_the_proxy_of_what_is_selected() {
        assertThat(model.proxyOfSelection()).isEmpty();
        select(process("web", 2));
        assertThat(model.proxyOfSelection()).contains("shop");
        select(process("redis", 0));
        assertThat(model.proxyOfSelection()).isEmpty();
    }

    @Test
    void names_the_file_in_the_title() {
        assertThat(model.titleBinding().get()).isEqualTo("New workspace — Control Freak");
        document.file.set(Optional.of(Path.of("/srv/shop.cfk")));
        document.modified.set(true);
        assertThat(model.titleBinding().get()).isEqualTo("shop.cfk • modified — Control Freak");
        document.open.set(false);
        assertThat(model.titleBinding().get()).isEqualTo("Control Freak");
    }
}
