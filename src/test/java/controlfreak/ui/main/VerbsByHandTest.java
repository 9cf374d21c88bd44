package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static controlfreak.ui.main.ShopWindow.process;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Ask;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Reload;
import controlfreak.model.Signal;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.RollingStatus;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Each verb that is for some moments only, by its keys, by the palette, by the menu of a row and by the menu bar. */
@ExtendWith(WindowExtension.class)
class VerbsByHandTest {
    /** A way in which an operator asks for it. */
    private enum Way {
        KEYS,
        PALETTE,
        CONTEXT_MENU,
        MENU_BAR
    }

    /** What is asked for on which row, and what the engine hears. */
    private enum Case {
        ROLL(Verb.ROLL, new RowKey.OfGroup("web"), "web ×3", "ROLL web-1 web-3", KeyCode.CONTROL, KeyCode.F8),
        RECYCLE(Verb.RECYCLE, new RowKey.OfProxy("shop"), "shop", "RECYCLE shop", KeyCode.SHIFT, KeyCode.F8),
        REREAD(Verb.REREAD, process("nginx", 0), "nginx", "REREAD nginx", KeyCode.ALT, KeyCode.F8),
        REFORK(Verb.REFORK, process("web", 1), "web-1", "REFORK web-1", KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F8),
        CANCEL(
                Verb.CANCEL,
                new RowKey.OfProxy("mailer"),
                "mailer",
                "CANCEL mailer",
                KeyCode.CONTROL,
                KeyCode.SHIFT,
                KeyCode.F9),
        RETRY(Verb.RETRY, process("web", 2), "web-2", "RETRY web-2"),
        GIVEUP(Verb.GIVEUP, process("web", 2), "web-2", "GIVEUP web-2"),
        WITHNEEDS(Verb.WITHNEEDS, process("cron", 0), "cron", "WITHNEEDS cron"),
        ANYWAY(Verb.ANYWAY, process("cron", 0), "cron", "ANYWAY cron");

        private final Verb verb;
        private final RowKey row;
        private final String name;
        private final String asked;
        private final KeyCode[] keys;

        Case(Verb verb, RowKey row, String name, String asked, KeyCode... keys) {
            this.verb = verb;
            this.row = row;
            this.name = name;
            this.asked = asked;
            this.keys = keys;
        }
    }

    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.open(stage);
        window.dialogs.answer = 0;
        window.document.workspace.set(Shop.workspace()
                .withService(
                        Optional.empty(),
                        Shop.service("cron", "cron").withDependsOn(List.of(new Dependency("redis", Until.READY))))
                .withService(
                        Optional.empty(),
                        Shop.service("nginx", "nginx")
                                .withReload(Reload.of(new Ask.Send(Signal.HUP, Optional.empty())))));
        window.feed.serviceChanged(running(id("nginx", 0), 21, Duration.ofHours(1)));
        window.feed.proxyChanged(Shop.up("shop", 1));
        window.feed.proxyChanged(Shop.changingOver("mailer", 2, Kind.RECYCLE, Phase.MOVING, 0, 1));
        window.feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        window.feed.serviceChanged(Shop.retrying(id("web", 2), 3, Duration.ofMinutes(5)));
        window.feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
    }

    static Stream<Arguments> waysOfAll() {
        return Stream.of(Case.values())
                .flatMap(asked -> Stream.of(Way.values())
                        .filter(way -> way != Way.KEYS || asked.keys.length > 0)
                        .map(way -> Arguments.of(asked, way)));
    }

    @ParameterizedTest
    @MethodSource("waysOfAll")
    void asks_the_engine(Case asked, Way way, FxRobot robot) {
        awaitFx(() -> window.texts("web-3").contains("running"));
        window.select(asked.row);
        switch (way) {
            case KEYS -> robot.push(asked.keys);
            case PALETTE -> {
                robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
                awaitFx(() -> window.find("#palette").isVisible());
                robot.write(window.model.fit(asked.verb).label()).push(KeyCode.ENTER);
            }
            case CONTEXT_MENU ->
                robot.clickOn(window.line(asked.name), MouseButton.SECONDARY).clickOn("#context-" + asked.verb.key());
            case MENU_BAR -> robot.clickOn("Services").clickOn("#menu-" + asked.verb.key());
        }
        awaitFx(() -> window.engine.asked().equals(asked.asked));
    }

    @Test
    void the_keys_that_restart_one_by_one_stop_that_too(FxRobot robot) {
        awaitFx(() -> window.texts("web-3").contains("running"));
        window.select(new RowKey.OfGroup("web"));
        robot.push(KeyCode.CONTROL, KeyCode.F8);
        robot.interact(() -> window.engine.progress.accept(new RollingStatus(1, 2, Optional.of(id("web", 3)))));
        robot.push(KeyCode.CONTROL, KeyCode.F8);
        awaitFx(() -> window.model.messageProperty().get().text().equals("Not all restarted. Stopped."));
        assertThat(window.engine.asked()).isEqualTo("ROLL web-1 web-3");
    }
}
