package controlfreak.ui.details;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import controlfreak.model.Workspace;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Rows;
import controlfreak.workspace.SchemaExample;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a workspace file says of a service, the details say it, too. */
class DetailsOfEachFieldTest {
    private static final String SERVICE = "s1";

    @ParameterizedTest
    @MethodSource("controlfreak.workspace.SchemaExample#optionalFieldsOfAService")
    void are_told(String field) {
        assertThat(told(new SchemaExample().workspace())).isNotEqualTo(told(new SchemaExample().without(field)));
    }

    private static String told(Workspace workspace) {
        Rows rows = new Rows(DetailsFixture.CLOCK, new DetailsFixture.NoEnvironments());
        rows.show(workspace);
        DetailsViewModel model = new DetailsViewModel(
                () -> workspace,
                new DetailsFixture.Source(),
                rows::all,
                row -> List.of(),
                DetailsFixture.CLOCK,
                moment -> moment.atZone(DetailsFixture.CLOCK.getZone()));
        ServiceId process = workspace.service(SERVICE).orElseThrow().ids().get(0);
        model.show(List.of(rows.find(new RowKey.OfProcess(process)).orElseThrow()));
        return model.pageProperty().get().text();
    }
}
