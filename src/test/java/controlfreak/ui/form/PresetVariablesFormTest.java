package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.form.command.VariablesInput.Variable;
import controlfreak.ui.form.field.TextInput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Variables that a preset knows its program to read. */
class PresetVariablesFormTest {
    private final FormFixture fixture = new FormFixture();
    private final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);

    private static List<String> names(ServiceFormViewModel form) {
        return form.variables().variablesProperty().get().stream()
                .filter(Variable::isNoted)
                .map(variable -> variable.name().value())
                .toList();
    }

    private static TextInput value(ServiceFormViewModel form, String name) {
        return form.variables().variablesProperty().get().stream()
                .filter(variable -> variable.name().value().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private ServiceFormViewModel nodeProgram() {
        ServiceFormViewModel form = forms.create(Optional.empty());
        form.begin(FormFixture.presets().ofServices().stream()
                .map(choice -> choice.preset())
                .filter(preset -> preset.name().equals("Node program"))
                .findFirst()
                .orElseThrow());
        return form;
    }

    @Test
    void areTypedWithWhatTheyMean() {
        ServiceFormViewModel form = nodeProgram();
        assertThat(names(form)).containsExactly("NODE_ENV", "PORT");
        assertThat(form.variables().variablesProperty().get().get(1).note())
                .isEqualTo("Where most servers listen, if it is set");
        value(form, "NODE_ENV").valueProperty().set("production");
        value(form, "PORT").valueProperty().set("80");
        value(form, "PORT").valueProperty().set("");
        assertThat(form.applied(fixture.workspace)
                        .service("app")
                        .orElseThrow()
                        .env()
                        .entries())
                .containsOnlyKeys("NODE_ENV")
                .containsEntry("NODE_ENV", Optional.of("production"));
        assertThat(form.variables().wordsProperty().get()).isEqualTo("Sets NODE_ENV");
    }

    @Test
    void whatCannotBeAValueIsSaidWhereItIsTyped() {
        ServiceFormViewModel form = nodeProgram();
        assertThat(form.reasonProperty().get()).isEmpty();
        value(form, "PORT").valueProperty().set("${9000*instance}");
        assertThat(form.reasonProperty().get()).contains("cannot be read");
        assertThat(form.save()).isFalse();
        assertThat(value(form, "PORT").shownProblemProperty().get()).contains("cannot be read");
        value(form, "PORT").valueProperty().set("${9000+instance}");
        assertThat(form.reasonProperty().get()).isEmpty();
    }

    @Test
    void haveTheValuesThatTheServiceHasAlready() {
        fixture.workspace = fixture.workspace.withServiceMoved(
                "web", Optional.empty(), fixture.workspace.service("web").orElseThrow());
        ServiceFormViewModel form = forms.edit("web");
        assertThat(names(form)).isEmpty();
        form.draft().command().text().valueProperty().set("node server.js");
        form.preset().accept();
        assertThat(value(form, "PORT").value()).isEqualTo("80");
        value(form, "PORT").valueProperty().set("");
        assertThat(form.changed()).isTrue();
        assertThat(form.applied(fixture.workspace)
                        .service("web")
                        .orElseThrow()
                        .env()
                        .entries())
                .doesNotContainKey("PORT");
    }
}
