package controlfreak.ui.environment.state;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.ServiceId;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentRow.Change;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom an edited variable reaches, and what has to be restarted for it. */
class EnvironmentEffectTest extends EnvironmentViewModelFixture {
    @Test
    void anEditThatDiffersFromWhatRunsNeedsARestart() {
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.restartNeededProperty().get()).isEmpty();
        model.edits().set("PORT", "81");
        model.edits().set("NEW", "1");
        model.edits().forget(List.of("LANG"));
        model.edits().takeAway(List.of("TZ"));
        assertThat(row(model, "PORT").change()).isEqualTo(Change.CHANGED);
        assertThat(row(model, "PORT").running()).containsExactly(Optional.of("80"));
        assertThat(row(model, "NEW").change()).isEqualTo(Change.ADDED);
        assertThat(row(model, "LANG").change()).isEqualTo(Change.CHANGED);
        assertThat(row(model, "TZ").change()).isEqualTo(Change.REMOVED);
        assertThat(model.restartNeededProperty().get()).contains("3 of 3");
        assertThat(model.restart().services()).hasSize(3);
        model.edits().set("PORT", "80");
        assertThat(row(model, "PORT").change()).isEqualTo(Change.NONE);
    }

    @Test
    void aProxyThatDiffersIsRestartedWithItsWorkers() {
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Proxy("shop"));
        model.edits().set("SHOP_DB", "other");
        assertThat(model.restart().proxies()).containsExactly("shop");
        assertThat(model.restart().services()).isEmpty();
        assertThat(model.restart().verb()).isEqualTo("Restart shop and its 3 workers");
        model.show(new EnvironmentTarget.Service("web"));
        assertThat(model.restart().proxies()).containsExactly("shop");
    }

    @Test
    void saysWhatRestartsAndWhy() {
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.restartReasons()).isEmpty();
        model.edits().set("PORT", "81");
        model.edits().forget(List.of("LANG"));
        assertThat(model.restartReasons()).containsExactly("web-1, web-2, web-3 restart, for LANG, PORT.");
        model.show(new EnvironmentTarget.Workspace());
        model.edits().set("TZ", "CET");
        assertThat(model.restartReasons())
                .containsExactly(
                        "Proxy shop is run again: reloads the preload, restarts 3 workers, for LANG, PORT, TZ.",
                        "redis restarts, for TZ.");
    }

    @Test
    void warnsOfAPortForAllAndOfAVariableThatThePreloadWasGivenBefore() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.preloadedProperty().get())
                .isEqualTo("All of them would have PORT=80: ${79+instance} is another one for each.");
        model.edits().set("PORT", "${79+instance}");
        assertThat(model.preloadedProperty().get()).isEmpty();
        model.edits().set("SHOP_DB", "mine");
        assertThat(model.preloadedProperty().get())
                .isEqualTo("SHOP_DB is set for proxy shop too: what its preload made of the value there stays.");
        model.show(new EnvironmentTarget.Proxy("shop"));
        assertThat(model.preloadedProperty().get()).isEmpty();
        model.show(new EnvironmentTarget.Service("redis"));
        assertThat(model.preloadedProperty().get()).isEmpty();
    }

    @Test
    void aServicesOwnValueIsNoMatterOfTheWorkspace() {
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.edits().set("LANG", "fr");
        model.show(new EnvironmentTarget.Workspace());
        assertThat(row(model, "LANG").change()).isNotEqualTo(Change.CHANGED);
        assertThat(model.restartNeededProperty().get()).contains("3 of 5");
    }

    @Test
    void onlySomeProcessesMayDiffer() {
        fixture.started();
        fixture.services.put(new ServiceId("web", 2), java.util.Map.of());
        fixture.services.remove(new ServiceId("web", 3));
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.restartNeededProperty().get()).contains("1 of 2");
        assertThat(model.restart().verb()).isEqualTo("Restart web-2");
    }

    @Test
    void saysWhomAChangeReaches() {
        assertThat(shown(new EnvironmentTarget.Service("redis")).reachProperty().get())
                .isEqualTo("Reaches 1 worker at its next start.");
        assertThat(shown(new EnvironmentTarget.Service("web")).reachProperty().get())
                .isEqualTo("Reaches 3 workers at their next start.");
        assertThat(shown(new EnvironmentTarget.Proxy("shop")).reachProperty().get())
                .isEqualTo("Takes effect when the proxy is run again: reloads the preload, restarts 3 workers.");
        assertThat(shown(new EnvironmentTarget.Workspace()).reachProperty().get())
                .isEqualTo("Reaches 1 proxy and 4 services at their next start.");
    }

    @Test
    void aChangedFileAsksForARestartWithTheVariablesThatDiffer() {
        read("web.env", Environment.EMPTY.with("EXTRA", "1"));
        editWeb(web -> web.envFiles = List.of(new EnvironmentFile("web.env", EnvironmentFile.Dialect.COMPOSE)));
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.restartNeededProperty().get()).isEmpty();
        read("web.env", Environment.EMPTY.with("EXTRA", "2"));
        model.refresh();
        assertThat(row(model, "EXTRA").change()).isEqualTo(EnvironmentRow.Change.CHANGED);
        assertThat(model.restartReasons()).singleElement().asString().contains("EXTRA");
    }
}
