package controlfreak.ui.environment.text;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.environment.EnvironmentFixture;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.value.Secrets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTextViewModelTest {
    private static final EnvironmentTarget WEB = new EnvironmentTarget.Service("web");
    private static final EnvironmentTarget REDIS = new EnvironmentTarget.Service("redis");

    private final EnvironmentFixture fixture = new EnvironmentFixture();
    private final EnvironmentViewModel environment = fixture.viewModel();
    private final EnvironmentTextViewModel model = shown();

    private EnvironmentTextViewModel shown() {
        environment.show(WEB);
        return new EnvironmentTextViewModel(environment);
    }

    @Test
    void takesWhatWasTypedAsOneEdit() {
        type("PORT=81\nAPI_KEY=" + Secrets.MASK + "\nunset TZ\n");
        assertThat(fixture.edits).isEmpty();
        assertThat(model.editedProperty().get()).isTrue();
        assertThat(model.commit()).isTrue();
        assertThat(fixture.edits).containsExactly("Edit as text (web)");
        assertThat(fixture.web().value("PORT")).contains("81");
        assertThat(fixture.web().value("API_KEY")).contains("s3cr3t");
        assertThat(fixture.web().removes("TZ")).isTrue();
        assertThat(fixture.web().mentions("LANG")).isFalse();
        assertThat(model.editedProperty().get()).isFalse();
    }

    @Test
    void takesNothingOfATextThatCannotBeRead() {
        type("PORT=81\nnonsense\n");
        assertThat(model.problems()).extracting(EnvironmentText.Problem::line).containsExactly(2);
        assertThat(model.commit()).isFalse();
        assertThat(fixture.edits).isEmpty();
        assertThat(model.textProperty().get()).isEqualTo("PORT=81\nnonsense\n");
        model.discard();
        assertThat(model.problems()).isEmpty();
        assertThat(model.textProperty().get()).startsWith("PORT=80\n");
    }

    @Test
    void followsEditsMadeElsewhere() {
        environment.edits().set("PORT", "82");
        assertThat(model.textProperty().get()).startsWith("PORT=82\n");
        environment.edits().takeAway(List.of("TZ"));
        assertThat(model.textProperty().get()).endsWith("unset TZ\n");
    }

    @Test
    void keepsWhatWasEditedElsewhereWhileSomethingWasTyped() {
        type(model.textProperty().get().replace("PORT=80", "PORT=81"));
        environment.edits().set("LANG", "fr");
        environment.edits().set("NEW", "1");
        assertThat(model.textProperty().get()).contains("PORT=81").doesNotContain("NEW");
        assertThat(model.commit()).isTrue();
        assertThat(fixture.web().value("PORT")).contains("81");
        assertThat(fixture.web().value("LANG")).contains("fr");
        assertThat(fixture.web().value("NEW")).contains("1");
        assertThat(model.textProperty().get()).contains("NEW=1");
    }

    @Test
    void takesWhatWasTypedForTheTargetThatIsLeft() {
        type("PORT=81\n");
        environment.show(REDIS);
        assertThat(fixture.web().entries()).isEqualTo(java.util.Map.of("PORT", Optional.of("81")));
        assertThat(model.textProperty().get()).isEmpty();
        assertThat(fixture.edits).containsExactly("Edit as text (web)");
    }

    @Test
    void keepsWhatCannotBeReadForTheTargetThatIsLeft() {
        type("PORT=81\nnonsense");
        environment.show(REDIS);
        assertThat(model.textProperty().get()).isEmpty();
        assertThat(model.problems()).isEmpty();
        environment.show(WEB);
        assertThat(model.textProperty().get()).isEqualTo("PORT=81\nnonsense");
        assertThat(model.problems()).hasSize(1);
        type("PORT=81\n");
        assertThat(model.commit()).isTrue();
        assertThat(fixture.web().entries().keySet()).containsExactly("PORT");
    }

    @Test
    void showsSecretsOnDemandAndMasksThemElsewhere() {
        assertThat(model.textProperty().get()).contains(Secrets.MASK).doesNotContain("s3cr3t");
        model.showSecretsProperty().set(true);
        assertThat(model.textProperty().get()).contains("API_KEY=s3cr3t").doesNotContain(Secrets.MASK);
        assertThat(environment.revelations().isMasked("API_KEY", Optional.empty()))
                .isFalse();
        assertThat(model.editedProperty().get()).isFalse();
        model.showSecretsProperty().set(false);
        assertThat(model.textProperty().get()).doesNotContain("s3cr3t");
        model.showSecretsProperty().set(true);
        environment.show(REDIS);
        environment.show(WEB);
        assertThat(model.textProperty().get()).doesNotContain("s3cr3t");
        assertThat(model.showSecretsProperty().get()).isFalse();
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void waitsWithWhatWasTypedWhileThePanelIsLocked() {
        type("PORT=81\n");
        environment.lockProperty().set("Locked.");
        model.commit();
        environment.show(REDIS);
        environment.show(WEB);
        assertThat(fixture.edits).isEmpty();
        assertThat(model.textProperty().get()).isEqualTo("PORT=81\n");
        environment.lockProperty().set("");
        model.commit();
        assertThat(fixture.web().value("PORT")).contains("81");
    }

    private void type(String text) {
        model.textProperty().set(text);
    }
}
