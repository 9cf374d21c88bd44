package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.ServiceSpec;
import org.junit.jupiter.api.Test;

class ProxyFormViewModelTest {
    private final FormFixture fixture = new FormFixture();
    private final ProxyForms forms = new ProxyForms(fixture.editing(), FormFixture::presets);

    @Test
    void filesOfVariablesAreKeptWithTheProxy() {
        ProxyFormViewModel form = forms.edit("shop");
        form.envFiles().text().valueProperty().set("shop.env (ruby, optional)");
        assertThat(form.changed()).isTrue();
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.proxy("shop").orElseThrow().envFiles())
                .containsExactly(new EnvironmentFile("shop.env", EnvironmentFile.Dialect.RUBY).withOptional(true));
    }

    @Test
    void createsAProxyEvenWithoutACommand() {
        ProxyFormViewModel form = forms.create();
        form.name().valueProperty().set("shop");
        assertThat(form.reasonProperty().get()).contains("already");
        form.name().valueProperty().set("api");
        assertThat(form.command().mannerProperty().get()).isEqualTo("A proxy without a command cannot be run.");
        assertThat(form.fewWorkers()).isTrue();
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.proxy("api").orElseThrow().command()).isEmpty();
    }

    @Test
    void aRenameKeepsPlaceAndServices() {
        ProxyFormViewModel form = forms.edit("shop");
        form.name().valueProperty().set("store");
        form.autoProperty().set(false);
        assertThat(form.fewWorkers()).isFalse();
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.proxies().get(0).name()).isEqualTo("store");
        assertThat(fixture.workspace.proxies().get(0).auto()).isFalse();
        assertThat(fixture.workspace.proxies().get(0).services()).hasSize(2);
    }

    @Test
    void aCopyTakesItsServicesAlongUnderFreeNames() {
        ProxyFormViewModel form = forms.duplicate("shop");
        assertThat(form.name().value()).isEqualTo("shop-2");
        assertThat(form.servicesToCopy()).isEqualTo(2);
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.proxy("shop-2").orElseThrow().services())
                .extracting(ServiceSpec::name)
                .containsExactly("web-9", "cron-2");
    }

    @Test
    void removesWithItsConsequenceSaid() {
        assertThat(forms.edit("shop").removal().orElseThrow().consequence())
                .contains("Its 2 services leave the workspace with it. 9 processes are stopped");
        assertThat(forms.edit("mailer").removal().orElseThrow().consequence())
                .isEqualTo("The proxy is shut down. Undo brings the settings back.");
        assertThat(fixture.workspace.proxy("shop").orElseThrow().command())
                .contains(new Command.Text("cfk-share-mem-proxy.py --preload shop.app"));
    }
}
