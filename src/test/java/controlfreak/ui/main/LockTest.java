package controlfreak.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.action.PanelAction;
import controlfreak.ui.main.menu.MainActions;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.settings.SettingsStandIn;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tries everything that can be done while the panel only looks. */
class LockTest {
    /** What only looks, or asks before it ends or shows another workspace. */
    private static final Set<String> LOOKS = Set.of("create", "open", "sample", "web shop", "close", "quit");

    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final CommandsStandIn commands = new CommandsStandIn();
    private final DialogsStandIn dialogs = new DialogsStandIn();
    private MainViewModel model;
    private MainActions actions;

    @BeforeEach
    void build() {
        dialogs.answer = 0;
        document.workspace.set(Shop.workspace());
        commands.undoable.set(true);
        commands.redoable.set(true);
        model = new MainViewModel(document, engine, dialogs, Runnable::run, Shop.CLOCK);
        actions = new MainActions(model, commands, commands, SettingsStandIn.preferences(), new WindowStandIn());
    }

    @Test
    void nothing_is_started_stopped_or_edited_whatever_is_selected() {
        document.lock.toggle();

        for (List<RowKey> selected : selections()) {
            model.selection().select(selected);
            actions.all().stream()
                    .filter(action -> !action.name().equals("locked"))
                    .forEach(PanelAction::run);
            Stream.of(Verb.values()).forEach(verb -> model.run(verb, selected));
        }

        assertThat(engine.asked()).isEmpty();
        assertThat(document.edits).isEmpty();
        assertThat(commands.given).isNotEmpty().isSubsetOf(LOOKS);
    }

    @Test
    void each_action_that_acts_says_that_it_is_locked() {
        document.lock.toggle();
        assertThat(actions.all())
                .filteredOn(action -> !action.isLooking())
                .hasSizeGreaterThan(15)
                .allMatch(action -> action.obstacleProperty().get().equals("Locked: looking only."));
    }

    @Test
    void what_is_unlocked_can_be_done_again() {
        document.lock.toggle();
        document.lock.toggle();

        model.selection().select(List.of(new RowKey.OfProcess(Shop.id("redis", 0))));
        actions.of(Verb.START).run();

        assertThat(engine.asked()).isEqualTo("START redis");
    }

    @Test
    void a_panel_started_read_only_says_so_and_stays() {
        document.lock.lockForGood();
        model.selection().select(List.of(new RowKey.OfProcess(Shop.id("redis", 0))));

        assertThat(actions.locked.obstacleProperty().get()).isEqualTo("Started with --read-only");
        actions.locked.run();
        assertThat(document.lock.isLocked()).isTrue();
    }

    private static List<List<RowKey>> selections() {
        RowKey proxy = new RowKey.OfProxy("shop");
        RowKey group = new RowKey.OfGroup("web");
        RowKey alone = new RowKey.OfProcess(Shop.id("redis", 0));
        return List.of(List.of(), List.of(proxy), List.of(group), List.of(alone), List.of(proxy, group, alone));
    }
}
