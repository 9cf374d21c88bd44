package controlfreak.ui.environment.state;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.FileVariables;
import controlfreak.model.Origin;
import controlfreak.model.ServiceId;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentRow.Change;
import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.environment.value.ValueText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentViewModelTest extends EnvironmentViewModelFixture {
    @Test
    void showsOwnVariablesAsWrittenAndInheritedOnesOnDemand() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.rows()).extracting(EnvironmentRow::name).containsExactly("PORT", "API_KEY", "LANG");
        model.showInheritedProperty().set(true);
        assertThat(model.rows())
                .extracting(EnvironmentRow::name)
                .containsExactly("PORT", "API_KEY", "LANG", "CONTROL_FREAK_SERVICE", "HOME", "PATH", "SHOP_DB", "TZ");
        assertThat(row(model, "SHOP_DB").origin()).contains(Origin.PROXY);
        assertThat(row(model, "TZ").origin()).contains(Origin.WORKSPACE);
        assertThat(row(model, "HOME").origin()).contains(Origin.INHERITED);
        assertThat(row(model, "CONTROL_FREAK_SERVICE").origin()).contains(Origin.ENGINE);
        assertThat(row(model, "LANG").change()).isEqualTo(Change.OVERRIDES);
        assertThat(row(model, "PORT").change()).isEqualTo(Change.NONE);
    }

    @Test
    void showsWhatTheProxySetWhileItWasLoading() {
        fixture.loaded =
                Environment.EMPTY.with("MODE", "alpha").with("PORT", "8000").withRemoved("SHOP_DB");
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.showInheritedProperty().set(true);

        assertThat(row(model, "MODE").value()).contains("alpha");
        assertThat(row(model, "MODE").origin()).contains(Origin.LOAD);
        assertThat(row(model, "SHOP_DB").removed()).isTrue();
        assertThat(row(model, "PORT").value()).contains("80");
        assertThat(row(model, "PORT").overridden().get(0).origin()).isEqualTo(Origin.LOAD);
        assertThat(model.restartNeededProperty().get()).isEmpty();
    }

    @Test
    void saysOfAVariableThatItComesTooLateForAServiceUnderAProxy() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.edits().set("PYTHONHASHSEED", "0");
        model.edits().set("PYTHONPATH", "extra");

        assertThat(row(model, "PYTHONHASHSEED").change()).isEqualTo(Change.NO_EFFECT);
        assertThat(row(model, "PYTHONPATH").change()).isEqualTo(Change.NONE);
        model.showLevel(new EnvironmentTarget.Proxy("shop"));
        model.edits().set("PYTHONHASHSEED", "0");
        assertThat(row(model, "PYTHONHASHSEED").change()).isEqualTo(Change.NONE);
    }

    @Test
    void offersTheLevelsThatAServiceInheritsFrom() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.levels())
                .containsExactly(
                        new EnvironmentTarget.Workspace(),
                        new EnvironmentTarget.Proxy("shop"),
                        new EnvironmentTarget.Service("web"));
        model.showLevel(new EnvironmentTarget.Workspace());
        assertThat(model.levels()).hasSize(3);
        assertThat(model.rows()).extracting(EnvironmentRow::name).containsExactly("LANG", "TZ");
    }

    @Test
    void aForgottenVariableIsShownAsLongAsAProcessHasIt() {
        fixture.started();
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.edits().forget(List.of("PORT"));
        assertThat(row(model, "PORT").gone()).isTrue();
        fixture.started();
        model.refresh();
        assertThat(model.rows()).extracting(EnvironmentRow::name).doesNotContain("PORT");
        assertThat(model.restartNeededProperty().get()).isEmpty();
    }

    @Test
    void theFilterFindsNamesAndValuesButNoMaskedSecret() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.filterProperty().set("de_de");
        assertThat(model.rows()).extracting(EnvironmentRow::name).containsExactly("LANG");
        model.filterProperty().set("s3cr");
        assertThat(model.rows()).isEmpty();
        model.filterProperty().set("key");
        assertThat(model.rows()).hasSize(1);
    }

    @Test
    void copiesSecretsOnlyWhereTheyAreRevealedOrAskedFor() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.copied(model.rows(), false)).isEqualTo("PORT=80\nLANG=de_DE.UTF-8\n");
        assertThat(model.copied(model.rows(), true)).contains("API_KEY=s3cr3t");
        model.revelations().set("API_KEY", true);
        assertThat(model.copied(model.rows(), false)).contains("API_KEY=s3cr3t").doesNotContain(Secrets.MASK);
    }

    @Test
    void aRevealedSecretIsMaskedAgainElsewhere() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.revelations().set("API_KEY", true);
        model.show(new EnvironmentTarget.Workspace());
        model.show(new EnvironmentTarget.Service("web"));
        assertThat(model.revelations().isMasked("API_KEY", Optional.empty())).isTrue();
    }

    @Test
    void aRenameKeepsThePlaceAndRefusesATakenName() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.nameProblem("LANG", "PORT")).isPresent();
        assertThat(model.nameProblem("PORT", "PORT")).isEmpty();
        assertThat(model.nameProblem("A=B", "PORT")).isPresent();
        assertThat(model.nameProblem("A\0", "PORT")).isPresent();
        model.edits().rename("PORT", "HTTP_PORT");
        assertThat(fixture.web().entries().keySet()).containsExactly("HTTP_PORT", "API_KEY", "LANG");
    }

    @Test
    void theLongestValueSurvivesWithItsNewlines() {
        String value = "line\r\n\t€".repeat(12_000);
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.edits().set("BIG", value);
        assertThat(fixture.web().value("BIG")).contains(value);
        assertThat(KeyValueText.parse(model.copied(List.of(row(model, "BIG")), false))
                        .get(0)
                        .value())
                .contains(value);
        assertThat(ValueText.firstLine(value)).isEqualTo("line …");
        assertThat(ValueText.size(value)).contains("120.0 KB").contains("lines");
    }

    @Test
    void whatChangesNothingIsNoEdit() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        model.edits().set("PORT", "80");
        assertThat(fixture.edits).isEmpty();
        model.edits().clear();
        assertThat(fixture.web()).isEqualTo(Environment.EMPTY);
        assertThat(fixture.edits).containsExactly("Clear the environment (web)");
    }

    @Test
    void aTargetThatIsRemovedGivesWayToTheWorkspace() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        fixture.edit("x", workspace -> workspace.withoutService("web"));
        assertThat(model.targetProperty().get()).isEqualTo(new EnvironmentTarget.Workspace());
    }

    @Test
    void whatAFileSaysIsShownWithTheFileAsItsOrigin() {
        read("web.env", Environment.EMPTY.with("PORT", "99").with("EXTRA", "1").with("DB_PASSWORD", "s3cr3t"));
        editWeb(web -> web.envFiles = List.of(new EnvironmentFile("web.env", EnvironmentFile.Dialect.COMPOSE)));
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        EnvironmentRow extra = row(model, "EXTRA");
        assertThat(extra.own()).isFalse();
        assertThat(model.originInWords(extra)).isEqualTo("web.env, line 1");
        assertThat(model.rows()).contains(extra);
        assertThat(model.isMasked(row(model, "DB_PASSWORD"))).isTrue();
        EnvironmentRow port = row(model, "PORT");
        assertThat(port.value()).hasValue("80");
        assertThat(Origins.inWords(port.overridden().get(0))).isEqualTo("web.env, line 7");
        assertThat(model.filesProperty().get()).isEqualTo("Read at each start: web.env.");
    }

    @Test
    void aFileThatCannotBeReadIsSaidWithWhatFollows() {
        fixture.files.put(
                "web.env",
                new FileVariables(
                        Path.of("/srv/web.env"),
                        Environment.EMPTY,
                        Map.of(),
                        Optional.of("/srv/web.env, line 3: A quotation mark is never closed."),
                        false));
        editWeb(web -> web.envFiles = List.of(new EnvironmentFile("web.env", EnvironmentFile.Dialect.COMPOSE)));
        assertThat(shown(new EnvironmentTarget.Service("web")).filesProperty().get())
                .isEqualTo("Read at each start: web.env. Nothing can be started: /srv/web.env, line 3: A quotation mark"
                        + " is never closed.");
    }

    @Test
    void valuesAreThoseOfTheInstanceThatIsShownAndAreEditedAsTheyAreWritten() {
        editWeb(web -> web.env = Environment.EMPTY.with("PORT", "${9100+instance}"));
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web", 3));
        assertThat(row(model, "PORT").value()).hasValue("9103");
        assertThat(row(model, "PORT").text()).isEqualTo("${9100+instance}");
        assertThat(row(model, "PORT").template()).hasValue("${9100+instance}");
        assertThat(row(shown(new EnvironmentTarget.Service("web")), "PORT").value())
                .hasValue("9101");
        fixture.started();
        model.refresh();
        assertThat(model.restartNeededProperty().get()).isEmpty();
        assertThat(fixture.services.get(new ServiceId("web", 2))).containsEntry("PORT", "9102");
    }

    @Test
    void aTemplateThatCannotBeReadIsRefusedWhereItIsTyped() {
        EnvironmentViewModel model = shown(new EnvironmentTarget.Service("web"));
        assertThat(model.edits().valueProblem("PORT", "${9100+instanze}"))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("${9100+instanze} cannot be read."));
        assertThat(model.edits().valueProblem("PORT", "${65534+instance}"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("is 65537 for instance 3"));
        assertThat(model.edits().valueProblem("PORT", "${HOME}")).isEmpty();
    }

    @Test
    void filesAreEditedAtEachLevelAsOneEdit() {
        List<EnvironmentFile> files = List.of(new EnvironmentFile(".env", EnvironmentFile.Dialect.RUBY));
        for (EnvironmentTarget target : List.of(
                new EnvironmentTarget.Workspace(),
                new EnvironmentTarget.Proxy("shop"),
                new EnvironmentTarget.Service("web"))) {
            EnvironmentViewModel model = shown(target);
            int before = fixture.edits.size();
            model.edits().setFiles(files);
            model.edits().setFiles(files);
            assertThat(target.files(fixture.workspace.get())).isEqualTo(files);
            assertThat(fixture.edits).hasSize(before + 1);
        }
    }
}
