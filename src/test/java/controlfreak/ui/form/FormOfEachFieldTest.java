package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.form.field.TextInput;
import controlfreak.workspace.SchemaExample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a workspace file says of a service, its form can say it, too. */
class FormOfEachFieldTest {
    private static final String SERVICE = "s1";

    @ParameterizedTest
    @MethodSource("controlfreak.workspace.SchemaExample#optionalFieldsOfAService")
    void sets_it(String field) {
        ServiceSpec wished = service(new SchemaExample().workspace());
        FormFixture fixture = new FormFixture();
        fixture.workspace = new SchemaExample().without(field);
        assertThat(service(fixture.workspace)).isNotEqualTo(wished);
        ServiceFormViewModel model = new ServiceForms(fixture.editing(), FormFixture::presets).edit(SERVICE);
        show(model.description(), wished.description());
        show(model.cwd(), wished.cwd().orElse(""));
        show(model.instances(), Integer.toString(wished.instances()));
        show(model.tags(), String.join(", ", wished.tags()));
        model.preset().fill(wished);
        assertThat(service(model.applied(fixture.workspace))).isEqualTo(wished);
    }

    private static void show(TextInput input, String text) {
        input.valueProperty().set(text);
    }

    private static ServiceSpec service(Workspace workspace) {
        return workspace.service(SERVICE).orElseThrow();
    }
}
